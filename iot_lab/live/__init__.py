"""What happens now, for whoever watches: one channel with topics, whose news are plain values."""

from iot_lab.live.channel import Channel, News, Topic

__all__ = ["Channel", "News", "Topic"]
