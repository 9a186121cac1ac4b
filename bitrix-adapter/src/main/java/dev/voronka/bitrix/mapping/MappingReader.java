package dev.voronka.bitrix.mapping;

import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import dev.voronka.bitrix.mapping.Wishes.OfDirection;
import dev.voronka.bitrix.mapping.Wishes.OfField;
import dev.voronka.bitrix.mapping.Wishes.OfProcess;
import dev.voronka.bitrix.mapping.Wishes.OfStage;
import dev.voronka.bitrix.mapping.Wishes.Said;
import dev.voronka.bitrix.mapping.YamlNode.At;
import dev.voronka.bitrix.mapping.YamlNode.Entry;
import dev.voronka.bitrix.mapping.YamlNode.Many;
import dev.voronka.bitrix.mapping.YamlNode.Named;
import dev.voronka.bitrix.mapping.YamlNode.Plain;
import dev.voronka.department.Department;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a mapping file; everything that is wrong in its words is told at once. Not thread-safe. */
final class MappingReader {

    private static final List<String> ALL =
            List.of("language", "zone", "smart-processes", "journal", "employees", "processes");
    private static final List<String> OF_PROCESS = List.of(
            "as",
            "title",
            "entity-type-id",
            "category",
            "parents",
            "without-direction",
            "stages",
            "directions",
            "fields",
            "outcomes");
    private static final List<String> OF_STAGE = List.of("id", "title");
    private static final List<String> OF_DIRECTION = List.of("title", "category", "stages");
    private static final List<String> OF_FIELD =
            List.of("data", "custom", "header", "report", "field", "title", "owner");

    private final Department department;
    private final List<MappingProblem> problems;

    MappingReader(Department department, List<MappingProblem> problems) {
        this.department = department;
        this.problems = problems;
    }

    Wishes read(String text) {
        var wishes = new Wishes();
        try {
            var root = YamlNode.read(text);
            if (!(root instanceof Plain nothing && nothing.text().isBlank())) {
                keys(root, "", ALL, e -> top(e, wishes));
            }
        } catch (YamlNode.Unreadable unreadable) {
            problems.add(unreadable.problem());
        }
        return wishes;
    }

    private void top(Entry entry, Wishes wishes) {
        switch (entry.name()) {
            case "language" ->
                wishes.language = one(entry, List.of("ru", "en"))
                        .map(l -> l.equals("ru") ? Texts.RUSSIAN : Locale.ENGLISH)
                        .orElse(wishes.language);
            case "zone" -> wishes.zone = zone(entry).orElse(wishes.zone);
            case "smart-processes" ->
                wishes.oneSmartProcess =
                        one(entry, List.of("each", "one")).filter("one"::equals).isPresent();
            case "journal" ->
                wishes.journal = one(entry, List.of("true", "false"))
                        .filter("true"::equals)
                        .isPresent();
            case "employees" -> named(entry).values().forEach(e -> employee(e, wishes));
            default -> named(entry).values().forEach(e -> process(e, wishes));
        }
    }

    private Optional<ZoneId> zone(Entry entry) {
        var text = text(entry);
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException unknown) {
            add(entry.value().at(), "no-zone", text);
            return Optional.empty();
        }
    }

    private void employee(Entry entry, Wishes wishes) {
        number(entry).ifPresent(user -> {
            if (wishes.employees.containsValue(user.longValue())) {
                add(entry.value().at(), "user-twice", user.toString());
            } else {
                wishes.employees.put(entry.name(), user.longValue());
            }
        });
    }

    private void process(Entry entry, Wishes wishes) {
        var process = department.process(entry.name());
        if (process.isEmpty()) {
            unknown(
                    entry.at(),
                    "process",
                    entry.name(),
                    department.processes().stream().map(SalesProcess::code).toList());
            return;
        }
        var said = new OfProcess();
        wishes.processes.put(entry.name(), said);
        keys(entry.value(), entry.name(), OF_PROCESS, e -> process(e, process.get(), said));
    }

    private void process(Entry entry, SalesProcess<?, ?> process, OfProcess said) {
        switch (entry.name()) {
            case "as" -> {
                said.placement =
                        one(entry, Placement.words()).flatMap(Placement::ofWord).orElse(null);
                said.placementAt = entry.value().at();
            }
            case "title" -> said.title = title(entry);
            case "entity-type-id" -> said.entityTypeId = entityTypeId(entry);
            case "category" -> said.category = number(entry).orElse(null);
            case "parents" -> said.parents = parents(entry);
            case "without-direction" ->
                said.withoutDirection = one(
                                entry,
                                Stream.concat(directions(process).stream(), Stream.of("own"))
                                        .toList())
                        .map(d -> new Said<>(entry.value().at(), d))
                        .orElse(null);
            case "stages" -> stages(entry, process, said.stages);
            case "directions" -> named(entry).values().forEach(e -> direction(e, process, said));
            case "fields" -> fields(entry, said);
            default -> named(entry).values().forEach(e -> said.outcomes.put(e.name(), title(e)));
        }
    }

    /** Source: fact sheet, 2, "crm.type.*". */
    private @Nullable Integer entityTypeId(Entry entry) {
        var id = number(entry).orElse(null);
        if (id != null && !(id >= 128 && id <= 192) && !(id >= 1030 && id % 2 == 0)) {
            add(entry.value().at(), "entity-type-id", id.toString());
            return null;
        }
        return id;
    }

    private List<Said<String>> parents(Entry entry) {
        var parents = new ArrayList<Said<String>>();
        for (var item : items(entry)) {
            var name = item instanceof Plain plain ? plain.text() : "";
            if (department.process(name).isPresent()) {
                parents.add(new Said<>(item.at(), name));
            } else {
                unknown(
                        item.at(),
                        "process",
                        name,
                        department.processes().stream().map(SalesProcess::code).toList());
            }
        }
        return parents;
    }

    private static List<String> directions(SalesProcess<?, ?> process) {
        return process.directions().stream().map(d -> d.code()).toList();
    }

    private void direction(Entry entry, SalesProcess<?, ?> process, OfProcess said) {
        var known = directions(process);
        if (!known.contains(entry.name())) {
            unknown(entry.at(), "direction", entry.name(), known);
            return;
        }
        var direction = new OfDirection();
        said.directions.put(entry.name(), new Said<>(entry.at(), direction));
        keys(entry.value(), entry.name(), OF_DIRECTION, e -> {
            switch (e.name()) {
                case "title" -> direction.title = title(e);
                case "category" -> direction.category = number(e).orElse(null);
                default -> stages(e, process.forDirection(entry.name()), direction.stages);
            }
        });
    }

    private void stages(Entry entry, SalesProcess<?, ?> process, Map<String, Said<OfStage>> stages) {
        var known = Stream.concat(
                        Stream.of(process), process.directions().stream().map(d -> process.forDirection(d.code())))
                .flatMap(p -> p.stages().stream())
                .map(s -> s.stage().name())
                .distinct()
                .toList();
        for (var stage : named(entry).values()) {
            if (known.contains(stage.name())) {
                stages.put(stage.name(), stage(stage));
            } else {
                unknown(stage.at(), "stage", stage.name(), known);
            }
        }
    }

    private Said<OfStage> stage(Entry entry) {
        if (entry.value() instanceof Plain plain) {
            return new Said<>(plain.at(), new OfStage(plain.text(), null));
        }
        var id = new ArrayList<String>();
        var title = new ArrayList<String>();
        var at = new ArrayList<At>();
        keys(entry.value(), entry.name(), OF_STAGE, e -> {
            (e.name().equals("id") ? id : title).add(text(e));
            if (e.name().equals("id")) {
                at.add(e.value().at());
            }
        });
        return new Said<>(at.isEmpty() ? entry.at() : at.get(0), new OfStage(first(id), first(title)));
    }

    private static @Nullable String first(List<String> some) {
        return some.isEmpty() ? null : some.get(0);
    }

    private void fields(Entry entry, OfProcess said) {
        for (var item : items(entry)) {
            var told = new String[OF_FIELD.size()];
            var owner = new ArrayList<FieldOwner>();
            keys(item, "fields", OF_FIELD, e -> {
                if (e.name().equals("owner")) {
                    one(e, FieldOwner.words()).flatMap(FieldOwner::ofWord).ifPresent(owner::add);
                } else {
                    told[OF_FIELD.indexOf(e.name())] = text(e);
                }
            });
            if (Stream.of(told[0], told[1], told[2], told[3])
                            .filter(t -> t != null)
                            .count()
                    == 1) {
                said.fields.add(new Said<>(
                        item.at(),
                        new OfField(
                                told[0],
                                told[1],
                                told[2],
                                told[3],
                                told[4],
                                told[5],
                                owner.isEmpty() ? null : owner.get(0))));
            } else if (item instanceof Named) {
                add(item.at(), "field-of-what");
            }
        }
    }

    private void keys(YamlNode node, String where, List<String> known, Consumer<Entry> each) {
        if (node instanceof Named named) {
            for (var entry : named.entries().values()) {
                if (known.contains(entry.name())) {
                    each.accept(entry);
                } else {
                    unknown(entry.at(), "key", entry.name(), known);
                }
            }
        } else if (!(node instanceof Plain plain && plain.text().isEmpty())) {
            add(node.at(), "not-named", where, String.join(", ", known));
        }
    }

    private Map<String, Entry> named(Entry entry) {
        if (entry.value() instanceof Named named) {
            return named.entries();
        }
        if (!(entry.value() instanceof Plain plain && plain.text().isEmpty())) {
            add(entry.value().at(), "not-names", entry.name());
        }
        return Map.of();
    }

    private List<YamlNode> items(Entry entry) {
        if (entry.value() instanceof Many many) {
            return many.items();
        }
        if (!(entry.value() instanceof Plain plain && plain.text().isEmpty())) {
            add(entry.value().at(), "not-a-list", entry.name());
        }
        return List.of();
    }

    private String text(Entry entry) {
        if (entry.value() instanceof Plain plain) {
            return plain.text();
        }
        add(entry.value().at(), "not-plain", entry.name());
        return "";
    }

    /** Titles of stages and funnels; a portal takes no more than 255 characters. */
    private @Nullable String title(Entry entry) {
        var title = text(entry).strip();
        if (title.isEmpty() || title.length() > 255) {
            add(entry.value().at(), "title", entry.name());
            return null;
        }
        return title;
    }

    private Optional<Integer> number(Entry entry) {
        var text = text(entry);
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Integer.valueOf(text));
        }
        add(entry.value().at(), "not-a-number", entry.name(), text);
        return Optional.empty();
    }

    private Optional<String> one(Entry entry, List<String> words) {
        var text = text(entry);
        if (words.contains(text)) {
            return Optional.of(text);
        }
        unknown(entry.value().at(), "value", text, words);
        return Optional.empty();
    }

    private void unknown(At at, String what, String name, Collection<String> known) {
        Likely.meant(name, known)
                .ifPresentOrElse(
                        meant -> add(at, "unknown-" + what + "-meant", name, meant),
                        () -> add(at, "unknown-" + what, name, String.join(", ", known)));
    }

    private void add(At at, String code, String... arguments) {
        problems.add(new MappingProblem(at.line(), at.column(), code, List.of(arguments)));
    }
}
