package dev.voronka.bitrix.simulator;

import java.util.Map;

/** What the page calls the fields. */
final class RussianTitles {
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("id", "Номер"),
            Map.entry("title", "Название"),
            Map.entry("createdTime", "Создана"),
            Map.entry("updatedTime", "Изменена"),
            Map.entry("createdBy", "Кто создал"),
            Map.entry("updatedBy", "Кто изменил"),
            Map.entry("assignedById", "Ответственный"),
            Map.entry("opened", "Доступна всем"),
            Map.entry("companyId", "Компания"),
            Map.entry("contactId", "Контакт"),
            Map.entry("contactIds", "Контакты"),
            Map.entry("categoryId", "Воронка"),
            Map.entry("stageId", "Стадия"),
            Map.entry("stageSemanticId", "Группа стадий"),
            Map.entry("previousStageId", "Прежняя стадия"),
            Map.entry("opportunity", "Сумма"),
            Map.entry("currencyId", "Валюта"),
            Map.entry("probability", "Вероятность, %"),
            Map.entry("comments", "Комментарий"),
            Map.entry("sourceId", "Источник"),
            Map.entry("sourceDescription", "Об источнике"),
            Map.entry("movedTime", "Перенесена"),
            Map.entry("movedBy", "Кто перенёс"),
            Map.entry("closed", "Закрыта"),
            Map.entry("closedate", "Дата закрытия"),
            Map.entry("begindate", "Дата начала"),
            Map.entry("originId", "Внешний ключ"),
            Map.entry("originatorId", "Внешняя система"),
            Map.entry("xmlId", "Внешний код"),
            Map.entry("name", "Имя"),
            Map.entry("lastName", "Фамилия"),
            Map.entry("secondName", "Отчество"),
            Map.entry("companyTitle", "Название компании"),
            Map.entry("post", "Должность"),
            Map.entry("address", "Адрес"),
            Map.entry("phone", "Телефон"),
            Map.entry("email", "E-mail"),
            Map.entry("observers", "Наблюдатели"),
            Map.entry("typeId", "Тип"),
            Map.entry("leadId", "Лид"),
            Map.entry("quoteId", "Предложение"),
            Map.entry("additionalInfo", "Дополнительно"),
            Map.entry("lastActivityTime", "Последняя активность"),
            Map.entry("lastActivityBy", "Кто был активен"));

    private RussianTitles() {}

    static String of(Field field) {
        return field.user() ? field.title() : TITLES.getOrDefault(field.name(), field.name());
    }
}
