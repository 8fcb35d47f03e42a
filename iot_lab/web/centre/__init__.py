"""The pages of a centre (`iot-lab centre`): what sites send it, and all of their rooms to be read."""
