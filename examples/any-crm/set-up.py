"""Fills a fresh Tryton database: company, currency, employees, users. Called by tryton.sh; does nothing the second time.

Arguments: the configuration of trytond, the name of the database, the file with a password for each login.
"""
import sys

from trytond.config import config

configuration, database, secrets = sys.argv[1:]
config.update_etc(configuration)

from trytond.pool import Pool  # noqa: E402  Tryton is configured before it is imported.
from trytond.transaction import Transaction  # noqa: E402

NAMES = {
    'e1': 'Анна Орлова',
    'e2': 'Борис Лунин',
    'e3': 'Вера Седова',
    'nobody': 'Никто (сделка без ответственного)',
    'other': 'Сотрудник другой компании',
    }

with open(secrets, encoding='utf-8') as lines:
    pairs = [line.strip().split('=', 1) for line in lines if '=' in line]
passwords = {
    key[len('password.'):]: value
    for key, value in pairs if key.startswith('password.')}

Pool.start()
pool = Pool(database)
pool.init()


def company(name, currency):
    Party, Company = pool.get('party.party'), pool.get('company.company')
    party = Party(name=name)
    party.save()
    made = Company(party=party, currency=currency)
    made.save()
    return made


def employee(login, where):
    Party, Employee = pool.get('party.party'), pool.get('company.employee')
    party = Party(name=NAMES[login], code='staff-' + login)
    party.save()
    made = Employee(party=party, company=where)
    made.save()
    return made


def user(login, where, groups, who=None):
    User = pool.get('res.user')
    made = User(
        name=NAMES.get(login, login), login=login, password=passwords[login],
        companies=[where], company=where, groups=groups)
    if who:
        made.employees = [who]
        made.employee = who
    made.save()


with Transaction().start(database, 1, context={'_check_access': False}):
    ModelData, Group = pool.get('ir.model.data'), pool.get('res.group')

    def group(module, name):
        return Group(ModelData.get_id(module, name))

    if pool.get('company.company').search([], count=True):
        print('Company and users are there already.')
        sys.exit()
    Currency = pool.get('currency.currency')
    rouble = Currency(name='Российский рубль', symbol='₽', code='RUB', numeric_code='643')
    rouble.save()
    ours, theirs = company('Насосы и К°', rouble), company('Соседи', rouble)
    sellers = [group('sale_opportunity', 'group_opportunity'), group('sale', 'group_sale')]
    for login in ('e1', 'e2', 'e3'):
        user(login, ours, sellers, employee(login, ours))
    employee('nobody', ours)
    # A user whom voronka's directory does not know, and one of another company.
    user('guest', ours, sellers)
    user('other', theirs, sellers, employee('other', theirs))
    user('voronka', ours, [group('sale_opportunity', 'group_opportunity'), group('voronka', 'group_voronka')])
    print('Company, employees and users are made.')
