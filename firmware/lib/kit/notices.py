# What the kit itself prints, on USB and so in the room's `log`. It keeps quiet once the console belongs to an editor: a line
# of ours in the middle of a file transfer would be taken for the file.

is_quiet = False


def say(text):
    if not is_quiet:
        print(text)
