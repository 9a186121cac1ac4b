"""Opportunities with the fields of voronka and of this company, and with a note of who has moved and edited them last."""
import datetime

from trytond.exceptions import ConcurrencyException
from trytond.model import Unique, fields
from trytond.pool import PoolMeta
from trytond.tools import grouped_slice, reduce_ids
from trytond.transaction import Transaction

from .marks import is_voronka, refuse_persons

MARKS = (
    'voronka_card', 'voronka_operation', 'voronka_state',
    'voronka_moved_by', 'voronka_moved_at',
    'voronka_edited_by', 'voronka_edited_at')


class SaleOpportunity(metaclass=PoolMeta):
    __name__ = 'sale.opportunity'

    # Marks of voronka. Timestamp, because DateTime forgets microseconds.
    voronka_card = fields.Char("Card of voronka", readonly=True, select=True)
    voronka_operation = fields.Char("Operation of voronka", readonly=True)
    voronka_state = fields.Char("State Written by voronka", readonly=True)
    voronka_moved_by = fields.Many2One(
        'res.user', "Moved By", readonly=True, ondelete='SET NULL')
    voronka_moved_at = fields.Timestamp("Moved At", readonly=True)
    voronka_edited_by = fields.Many2One(
        'res.user', "Edited By", readonly=True, ondelete='SET NULL')
    voronka_edited_at = fields.Timestamp("Edited At", readonly=True)

    # Fields of this company.
    segment = fields.Char("Segment")
    rating = fields.Numeric("Rating")
    source = fields.Char("Source")
    feasible = fields.Selection([
            (None, ""),
            ('yes', "Yes"),
            ('no', "No"),
            ], "Feasible", sort=False)
    budget_from = fields.Numeric("Budget From", digits=(16, 2))
    budget_to = fields.Numeric("Budget To", digits=(16, 2))

    @classmethod
    def __setup__(cls):
        super().__setup__()
        table = cls.__table__()
        cls._sql_constraints.append(
            ('voronka_card_unique', Unique(table, table.voronka_card),
                'voronka.msg_card_is_taken'))

    @classmethod
    def copy(cls, opportunities, default=None):
        default = {} if default is None else default.copy()
        for mark in MARKS:
            default.setdefault(mark, None)
        return super().copy(opportunities, default=default)

    @classmethod
    def create(cls, vlist):
        edited = cls._voronka_edited()
        for values in vlist:
            refuse_persons(values, MARKS)
        return super().create([{**values, **edited} for values in vlist])

    @classmethod
    def write(cls, *args):
        edited = cls._voronka_edited()
        moved = {
            'voronka_moved_by': Transaction().user,
            'voronka_moved_at': datetime.datetime.now(),
            }
        before = cls._voronka_locked(
            [o.id for opportunities in args[::2] for o in opportunities])
        noted = []
        actions = iter(args)
        for opportunities, values in zip(actions, actions):
            refuse_persons(values, MARKS)
            values = {**values, **edited}
            state = values.get('state')
            movers = [
                o for o in opportunities if state and before.get(o.id) != state]
            others = [o for o in opportunities if o not in movers]
            if movers:
                noted += [movers, {**values, **moved}]
            if others or not movers:
                noted += [others, values]
        super().write(*noted)

    @classmethod
    def _voronka_locked(cls, ids):
        """The states of these opportunities, which nobody else changes until this transaction ends.

        A caller who says by voronka_seen in its context what write_date it has seen of each is refused if there is
        another one now. Tryton's own check, _timestamp, knows only seconds on SQLite.
        """
        transaction = Transaction()
        seen = transaction.context.get('voronka_seen', {})
        table = cls.__table__()
        cursor = transaction.connection.cursor()
        states = {}
        for some in grouped_slice(ids):
            where = reduce_ids(table.id, some)
            # Changes nothing, but locks: the rows on PostgreSQL, the file on SQLite.
            cursor.execute(*table.update([table.state], [table.state], where=where))
            cursor.execute(*table.select(table.id, table.state, table.write_date, where=where))
            for id_, state, write_date in cursor:
                states[id_] = state
                if seen.get(str(id_), write_date) != write_date:
                    raise ConcurrencyException('voronka_seen')
        return states

    @classmethod
    def _voronka_edited(cls):
        "Empty where voronka itself writes: then the last person stays noted."
        if is_voronka():
            return {}
        return {
            'voronka_edited_by': Transaction().user,
            'voronka_edited_at': datetime.datetime.now(),
            }
