"""Notes that bear repetition: voronka's have a key, and a key is there once."""
from trytond.model import Unique, fields
from trytond.pool import PoolMeta

from .marks import refuse_persons


class Note(metaclass=PoolMeta):
    __name__ = 'ir.note'

    voronka_key = fields.Char("Key of voronka", readonly=True, select=True)

    @classmethod
    def __setup__(cls):
        super().__setup__()
        table = cls.__table__()
        cls._sql_constraints.append(
            ('voronka_key_unique', Unique(table, table.voronka_key),
                'voronka.msg_key_is_taken'))

    @classmethod
    def create(cls, vlist):
        for values in vlist:
            refuse_persons(values, ('voronka_key',))
        return super().create(vlist)

    @classmethod
    def copy(cls, notes, default=None):
        default = {} if default is None else default.copy()
        default.setdefault('voronka_key', None)
        return super().copy(notes, default=default)

    @classmethod
    def write(cls, *args):
        actions = iter(args)
        for _, values in zip(actions, actions):
            refuse_persons(values, ('voronka_key',))
        super().write(*args)
