"""The words of room codes and personal codes: short, easy to say aloud and to type, without accents, none alike.

A personal code is a word and three numerals: with both lists 115,000 codes. With forty learners a guess finds one of
them in three thousand tries, and tries are slowed (`web/pages/join.py`).
"""

from __future__ import annotations

import re
import secrets
from typing import Final

_FRENCH: Final = """
abeille agneau alpaga ane baleine belette bison blaireau buffle canard castor cerf chamois chat chevre chouette
cigale cigogne coq crabe cygne daim dauphin dindon ecureuil elan escargot faisan faucon fennec fourmi furet gazelle
girafe gorille grillon grue hamster herisson heron hibou homard iguane jaguar kangourou koala lama lapin lemur
leopard lievre lion loup loutre lynx marmotte merle mouette mouton narval oie orque otarie ours panda panthere
pelican perdrix perle phoque pigeon pingouin poney poulpe puma python raton renard requin rhino sanglier saumon
singe souris suricate tapir taupe tigre tortue toucan truite vache vautour wapiti zebre zebu
"""
_ENGLISH: Final = """
badger bear beaver bee bison camel cat cobra cow crab crane crow deer dingo dog dolphin donkey duck eagle eel elk
falcon ferret finch fox frog gecko gibbon goat goose gull hamster hare hawk hedgehog heron horse hyena ibex iguana
jackal jaguar kiwi koala lemur lion lizard llama lobster lynx magpie mole moose mouse newt octopus orca otter owl
panda parrot pelican penguin pigeon pony puffin puma quail rabbit raccoon raven robin salmon seal shark sheep sloth
snail sparrow squid stork swan tapir tiger toad toucan trout turkey turtle walrus weasel whale wolf wombat yak zebra
"""
WORDS: Final = {"fr": tuple(_FRENCH.split()), "en": tuple(_ENGLISH.split())}
_CODE: Final = re.compile(r"([a-z]{2,12})-?([0-9]{3})")


def room_word(language: str) -> str:
    """Return a word for the wall, in capitals."""
    return secrets.choice(WORDS.get(language, WORDS["fr"])).upper()


def personal_code(language: str) -> str:
    """Return a code such as `tigre-427`."""
    return f"{secrets.choice(WORDS.get(language, WORDS['fr']))}-{secrets.randbelow(900) + 100}"


def as_typed(text: str) -> str:
    """Return a personal code as it is kept, from what somebody typed (`Tigre 427`); empty where it can be none."""
    found = _CODE.fullmatch("".join(text[:32].casefold().split()))
    return f"{found[1]}-{found[2]}" if found else ""
