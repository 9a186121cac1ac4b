from trytond.pool import Pool

from . import note, opportunity


def register():
    Pool.register(
        opportunity.SaleOpportunity,
        note.Note,
        module='voronka', type_='model')
