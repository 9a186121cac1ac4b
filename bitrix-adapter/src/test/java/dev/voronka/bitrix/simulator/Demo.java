package dev.voronka.bitrix.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A portal that looks lived in: people, departments, a few leads, deals and meetings. Everyone in it is invented. */
final class Demo {
    private static final List<String> FIRMS = List.of(
            "ООО «Ромашка»",
            "АО «Северный металл»",
            "ИП Кузнецов",
            "ООО «Тёплый дом»",
            "ЗАО «Волжские сети»",
            "ООО «Альтаир»",
            "ООО «Белый парус»",
            "АО «Уралстрой»");
    private static final List<String> WISHES = List.of(
            "Поставка насосов",
            "Договор на обслуживание",
            "Модернизация склада",
            "Пробная партия",
            "Расширение лицензии",
            "Новый филиал");

    /** So long before the present moment the story of the demo begins. */
    static final Duration LONG_AGO = Duration.ofDays(2);

    private Demo() {}

    static void fill(Portal portal, long seed) {
        Setup setup = portal.setup();
        long head = setup.user("Ольга", "Смирнова", "Руководитель отдела продаж");
        long ivan = setup.user("Иван", "Петров", "Менеджер по продажам");
        long anna = setup.user("Анна", "Кузнецова", "Менеджер по продажам");
        long sergey = setup.user("Сергей", "Волков", "Старший менеджер");
        long chief = setup.user("Мария", "Орлова", "Руководитель отдела закупок");
        long pavel = setup.user("Павел", "Морозов", "Специалист по закупкам");
        long legal = setup.user("Елена", "Соколова", "Юрист");
        setup.department("Отдел продаж", head, head, ivan, anna, sergey);
        setup.department("Отдел закупок", chief, chief, pavel);
        setup.department("Юридический отдел", legal, legal);
        long partners = setup.funnel("deal", "Партнёры");
        int meetings = setup.smartProcess("Выезды");
        Random random = new Random(seed);
        List<Long> sellers = List.of(ivan, anna, sergey);
        for (int i = 0; i < 14; i++) {
            boolean partner = i % 5 == 4;
            String firm = FIRMS.get(i % FIRMS.size());
            long owner = sellers.get(random.nextInt(sellers.size()));
            long deal = portal.ui()
                    .as(owner)
                    .add(
                            "deal",
                            Map.of(
                                    "title",
                                    WISHES.get(random.nextInt(WISHES.size())) + ", " + firm,
                                    "categoryId",
                                    partner ? partners : 0,
                                    "assignedById",
                                    owner,
                                    "opportunity",
                                    (5 + random.nextInt(150)) * 10_000,
                                    "currencyId",
                                    "RUB"));
            int steps = random.nextInt(6);
            List<String> stages = portal.ledger().stageCodes(partner ? "DEAL_STAGE_" + partners : "DEAL_STAGE");
            for (int step = 1; step <= steps; step++) {
                portal.clock().advance(Duration.ofMinutes(20 + random.nextInt(20)));
                portal.ui().as(owner).move("deal", deal, stages.get(step));
            }
        }
        for (int i = 0; i < 6; i++) {
            portal.ui()
                    .as(ivan)
                    .add(
                            "lead",
                            Map.of(
                                    "title",
                                    "Заявка с сайта № " + (100 + i),
                                    "companyTitle",
                                    FIRMS.get((i + 3) % FIRMS.size()),
                                    "sourceId",
                                    "WEB",
                                    "assignedById",
                                    sellers.get(i % 3)));
        }
        for (int i = 0; i < 4; i++) {
            portal.ui()
                    .as(anna)
                    .add(
                            String.valueOf(meetings),
                            Map.of("title", "Встреча: " + FIRMS.get(i), "assignedById", sellers.get(i % 3)));
        }
        portal.ui().as(head).comment("deal", 1, "Созвонились, просят скидку 5 %. Жду расчёт до пятницы.");
    }
}
