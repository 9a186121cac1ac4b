"""What both models of this module ask: who is voronka, and whether a mark of it is taken."""
from trytond.exceptions import UserError
from trytond.i18n import gettext
from trytond.model.exceptions import AccessError
from trytond.pool import Pool
from trytond.transaction import Transaction


def is_voronka():
    "Whether the user of this transaction is in the group of voronka."
    pool = Pool()
    group = pool.get('ir.model.data').get_id('voronka', 'group_voronka')
    return group in pool.get('res.user').get_groups()


def refuse_persons(values, marks):
    "Marks are voronka's; a person who may write a record may not forge them."
    touched = sorted(m for m in marks if values.get(m) is not None)
    if (touched
            and Transaction().context.get('_check_access')
            and not is_voronka()):
        raise AccessError(gettext(
                'voronka.msg_marks_are_ours', marks=', '.join(touched)))


def require_unique(cls, records, mark):
    "SQLite has no constraints in Tryton, but one writer at a time; this runs after the insert, so it sees all others."
    values = [getattr(r, mark) for r in records if getattr(r, mark)]
    if not values:
        return
    with Transaction().set_user(0), \
            Transaction().set_context(_check_access=False):
        found = cls.search([(mark, 'in', values)], count=True)
    if found > len(values) or len(set(values)) < len(values):
        raise UserError(gettext('voronka.msg_mark_is_taken', mark=mark))
