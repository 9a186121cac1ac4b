"""What both models of this module ask: who is voronka, and who may write its marks."""
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
