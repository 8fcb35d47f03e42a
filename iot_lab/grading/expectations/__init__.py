"""What checks may expect of a trial: one file a subject, each laid out the same way.

First what the trace says of the subject (`PinHistory`), then what may be expected of it (`PinExpectations`), then the
function that reads it from the events. `expect(subject)` joins the two. Each expectation returns nothing where it is
met and else raises Mismatch; nothing is right about what never happened. Times are whole microseconds inside, so that
the same instant is the same number whoever computed it; properties named `_s` are for showing.
"""
