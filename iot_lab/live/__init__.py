"""What happens now, for whoever watches: one channel with topics, whose news are plain values."""

from iot_lab.live.channel import LiveChannel, LiveNews, LiveTopic

__all__ = ["LiveChannel", "LiveNews", "LiveTopic"]
