package dev.voronka.examples.quickstart;

import dev.voronka.ContactRef;
import dev.voronka.Role;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.partner.Partner;
import dev.voronka.process.partner.PartnerType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes leads, companies and employees of an invented Russian IT company; the same seed makes the same ones. */
final class Generator {

    private static final List<String> COMPANIES = List.of(
            "Заря",
            "Вектор",
            "Северсталь-Инфо",
            "Тульский мясокомбинат",
            "Агро-Дон",
            "Полюс",
            "Гранит",
            "Меридиан",
            "Волга-Трейд",
            "Сибирский лес",
            "Каскад",
            "Уралмет",
            "Балтика-Порт",
            "Юг-Логистик",
            "Сокол");
    private static final List<String> FORMS = List.of("ООО", "АО", "ИП", "ЗАО");
    private static final List<String> NEEDS = List.of(
            "Серверная под ключ",
            "Видеонаблюдение склада",
            "Сеть в новом офисе",
            "Перенос 1С в облако",
            "Замена коммутаторов",
            "Поддержка рабочих мест",
            "Резервное копирование",
            "Телефония для отдела продаж");
    private static final List<String> REGIONS = List.of("Москва", "Тула", "Казань", "Самара", "Екатеринбург");
    private static final List<String> DIRECTIONS = List.of("goods", "services");

    private final Random random;
    private int count;

    Generator(long seed) {
        this(seed, 0);
    }

    /** Goes on after so many; their numbers, telephones and contacts are not given again. */
    Generator(long seed, int made) {
        random = new Random(seed);
        count = made;
    }

    /** The employees: who sells what, who heads whom, who is away when. */
    Directory people() {
        var newYear = LocalDate.of(2026, 12, 28);
        return Directory.of(
                Employee.of("Анна", Role.DIRECTOR, Role.HEAD),
                Employee.of("Константин", Role.DIRECTOR, Role.HEAD),
                Employee.of("Борис", Role.HEAD, Role.LEAD_HEAD).under("Анна"),
                Employee.of("Мария", Role.QUALIFIER).under("Борис").capacity(60),
                Employee.of("Глеб", Role.QUALIFIER).under("Борис").away(vacation(10), vacation(24)),
                Employee.of("Олег", Role.REP)
                        .skilled("goods", "services")
                        .under("Борис")
                        .capacity(40),
                Employee.of("Ирина", Role.REP).skilled("goods").under("Борис").capacity(40),
                Employee.of("Тимур", Role.REP)
                        .skilled("services")
                        .under("Борис")
                        .capacity(40),
                Employee.of("Светлана", Role.REP)
                        .skilled("goods", "services")
                        .under("Борис")
                        .away(vacation(40), vacation(54)),
                Employee.of("Павел", Role.REP)
                        .skilled("services")
                        .under("Борис")
                        .away(newYear, newYear.plusDays(3)),
                Employee.of("Юлия", Role.LEGAL),
                Employee.of("Фёдор", Role.FINANCE),
                Employee.of("Семён", Role.SECURITY),
                Employee.of("Вера", Role.BUYER).under("Анна"),
                Employee.of("Игорь", Role.ENGINEER),
                Employee.of("Пётр", Role.PARTNER_MANAGER).under("Анна"),
                Employee.of("Клавдия", Role.QUALITY).under("Анна"),
                Employee.of("Роман", Role.CFO),
                Employee.of("Эдуард", Role.CEO));
    }

    private static LocalDate vacation(int day) {
        return LocalDate.of(2026, 10, 1).plusDays(day);
    }

    /** At what hour somebody comes to work: an early shift, an ordinary one, a late one. */
    int shift(String employee) {
        return 9 + Math.floorMod(employee.hashCode(), 3);
    }

    LeadData lead(Instant now) {
        var n = ++count;
        return LeadData.of(pick(NEEDS) + ", " + company(n), pick(List.of(Channel.values())), "Заявка " + n)
                .phones(String.format("+7 9%02d %03d-%02d-%02d", n % 90 + 10, n % 1000, n % 97, (n * 7) % 100))
                .contact("k" + n)
                .consentGiven(now)
                .region(pick(REGIONS))
                .companyInn("77" + String.format("%08d", n))
                .direction(random.nextInt(10) == 0 ? "" : pick(DIRECTIONS));
    }

    ColdLead.Data coldLead(Instant now) {
        var n = ++count;
        return ColdLead.Data.of(
                        pick(NEEDS) + ", " + company(n),
                        "c" + n,
                        ContactRef.of("k" + n),
                        Set.of("tel:+7495" + (1_000_000 + n)))
                .list("выставка")
                .direction(pick(DIRECTIONS))
                .consentGiven(now);
    }

    Partner.Data partner() {
        var n = ++count;
        return Partner.Data.of("Партнёр " + company(n), "p" + n, ContactRef.of("k" + n))
                .type(pick(List.of(PartnerType.values())))
                .inn("7707083893")
                .territory(pick(REGIONS));
    }

    private String company(int n) {
        return pick(FORMS) + " «" + COMPANIES.get(n % COMPANIES.size()) + "»";
    }

    private <X> X pick(List<X> from) {
        return from.get(random.nextInt(from.size()));
    }
}
