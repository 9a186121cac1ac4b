package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The directories: stages of every funnel, sources, types. */
final class Statuses {
    /** Name, group and colour of the stages that a funnel begins with. */
    private static final String[][] SMART = {
        {"NEW", "Начало", "P", "#22B9FF"},
        {"PREPARATION", "Подготовка", "P", "#88B9FF"},
        {"CLIENT", "На согласовании", "P", "#10E5FC"},
        {"SUCCESS", "Успех", "S", "#00FF00"},
        {"FAIL", "Провал", "F", "#FF0000"}
    };

    private static final String[][] DEALS = {
        {"NEW", "Новая", "P", "#39A8EF"},
        {"PREPARATION", "Подготовка документов", "P", "#2FC6F6"},
        {"PREPAYMENT_INVOICE", "Счёт на предоплату", "P", "#55D0E0"},
        {"EXECUTING", "В работе", "P", "#47E4C2"},
        {"FINAL_INVOICE", "Финальный счёт", "P", "#FFA900"},
        {"WON", "Сделка успешна", "S", "#7BD500"},
        {"LOSE", "Сделка провалена", "F", "#FF5752"},
        {"APOLOGY", "Анализ причины провала", "F", "#FF5752"}
    };

    private static final String[][] LEADS = {
        {"NEW", "Не обработан", "P", "#39A8EF"},
        {"IN_PROCESS", "В работе", "P", "#2FC6F6"},
        {"PROCESSED", "Обработан", "P", "#55D0E0"},
        {"CONVERTED", "Качественный лид", "S", "#7BD500"},
        {"JUNK", "Некачественный лид", "F", "#FF5752"}
    };

    private static final String[][] QUOTES = {
        {"DRAFT", "Черновик", "P", "#39A8EF"},
        {"SENT", "Отправлено", "P", "#2FC6F6"},
        {"APPROVED", "Принято", "S", "#7BD500"},
        {"DECLAINED", "Отклонено", "F", "#FF5752"}
    };

    /** Directories that are no stages, and what is in them. */
    private static final Map<String, List<String>> OTHERS = others();

    private final Map<Long, Status> byId = new TreeMap<>();
    private final Map<String, Map<String, Status>> byDirectory = new LinkedHashMap<>();
    private long lastId = 100;

    Statuses() {
        begin("STATUS", "", LEADS, null);
        OTHERS.forEach((directory, codes) -> {
            byDirectory.put(directory, new LinkedHashMap<>());
            long sort = 0;
            for (String code : codes) {
                add(directory, code, code, sort += 10, true, "", "", null);
            }
        });
        begin("DEAL_STAGE", "", DEALS, 0L);
        begin("QUOTE_STATUS", "", QUOTES, null);
    }

    private static Map<String, List<String>> others() {
        Map<String, List<String>> others = new LinkedHashMap<>();
        others.put(
                "SOURCE",
                List.of("CALL", "EMAIL", "WEB", "ADVERTISING", "PARTNER", "RECOMMENDATION", "TRADE_SHOW", "OTHER"));
        others.put("CONTACT_TYPE", List.of("CLIENT", "SUPPLIER", "PARTNER", "OTHER"));
        others.put("COMPANY_TYPE", List.of("CUSTOMER", "SUPPLIER", "COMPETITOR", "PARTNER", "OTHER"));
        others.put("EMPLOYEES", List.of("EMPLOYEES_1", "EMPLOYEES_2", "EMPLOYEES_3", "EMPLOYEES_4"));
        others.put("INDUSTRY", List.of("IT", "MANUFACTURING", "BANKING", "OTHER"));
        others.put("DEAL_TYPE", List.of("SALE", "COMPLEX", "GOODS", "SERVICES", "SERVICE"));
        others.put("HONORIFIC", List.of("HNR_RU_1", "HNR_RU_2"));
        others.put("CALL_LIST", List.of("IN_WORK", "SUCCESS", "WRONG_NUMBER", "STOP_CALLING"));
        return others;
    }

    /** The stages that the portal gives to a new funnel. */
    void beginFunnel(Kind kind, long category) {
        begin(kind.directory(category), kind.prefix(category), kind.entityTypeId == 2 ? DEALS : SMART, category);
    }

    private void begin(String directory, String prefix, String[][] stages, Long category) {
        byDirectory.put(directory, new LinkedHashMap<>());
        long sort = 0;
        for (String[] stage : stages) {
            boolean system = stage[0].equals("NEW")
                    || stage[0].equals("DRAFT")
                    || (!stage[2].equals("P") && !stage[0].equals("APOLOGY"));
            add(directory, prefix + stage[0], stage[1], sort += 10, system, stage[3], stage[2], category);
        }
    }

    Status add(
            String directory,
            String code,
            String name,
            long sort,
            boolean system,
            String color,
            String group,
            Long category) {
        Status status = new Status(++lastId, directory, code, name, sort, system, color, group, category);
        byId.put(status.id, status);
        byDirectory.computeIfAbsent(directory, none -> new LinkedHashMap<>()).put(code, status);
        return status;
    }

    void remove(Status status) {
        byId.remove(status.id);
        byDirectory.get(status.directory).remove(status.code);
    }

    void removeDirectory(String directory) {
        Map<String, Status> gone = byDirectory.remove(directory);
        if (gone != null) {
            gone.values().forEach(status -> byId.remove(status.id));
        }
    }

    boolean hasDirectory(String directory) {
        return byDirectory.containsKey(directory);
    }

    List<String> directories() {
        return List.copyOf(byDirectory.keySet());
    }

    static boolean isOfStages(String directory) {
        return !OTHERS.containsKey(directory);
    }

    /** Null where there is none. */
    Status byId(long id) {
        return byId.get(id);
    }

    /** Null where there is none. */
    Status find(String directory, String code) {
        Map<String, Status> statuses = byDirectory.get(directory);
        return statuses == null ? null : statuses.get(code);
    }

    List<Status> all() {
        return new ArrayList<>(byId.values());
    }

    /** The entries of that directory in the order of their sort. */
    List<Status> in(String directory) {
        List<Status> in =
                new ArrayList<>(byDirectory.getOrDefault(directory, Map.of()).values());
        in.sort(Comparator.comparingLong((Status status) -> status.sort).thenComparingLong(status -> status.id));
        return in;
    }

    /** Gives an entry another id, for tests that need that one. */
    void renumber(Status status, long id) {
        byId.remove(status.id);
        Status same = new Status(
                id,
                status.directory,
                status.code,
                status.name,
                status.sort,
                status.system,
                status.color,
                status.group,
                status.category);
        byId.put(id, same);
        byDirectory.get(status.directory).put(status.code, same);
        lastId = Math.max(lastId, id);
    }
}
