package dev.voronka.bitrix.mapping;

import dev.voronka.CustomField;
import dev.voronka.SalesProcess;
import dev.voronka.bitrix.mapping.Wishes.OfField;
import dev.voronka.bitrix.mapping.Wishes.Said;
import dev.voronka.bitrix.mapping.YamlNode.At;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes the fields of one kind of items: those of all its processes, each name once. Not thread-safe. */
final class FieldDrawing {

    private final Placement placement;
    private final Wishes wishes;
    private final boolean shared;
    private final List<MappingProblem> problems;
    private final Map<String, FieldMapping> fields = new LinkedHashMap<>();

    FieldDrawing(Placement placement, Wishes wishes, boolean shared, List<MappingProblem> problems) {
        this.placement = placement;
        this.wishes = wishes;
        this.shared = shared;
        this.problems = problems;
    }

    List<FieldMapping> fields(List<SalesProcess<?, ?>> processes) {
        for (var process : processes) {
            own(process);
            header(process);
            custom(process).values().forEach(f -> custom(process, f));
            wishes.of(process.code()).fields.forEach(f -> wished(process, f));
            reported(process).forEach(c -> report(process, c));
        }
        return List.copyOf(fields.values());
    }

    private void own(SalesProcess<?, ?> process) {
        for (var own : OwnField.values()) {
            if (own == OwnField.NEXT && !wishes.journal) {
                continue;
            }
            put(
                    At.NOWHERE,
                    new FieldMapping(
                            new FieldSource.Own(own),
                            own.tail(),
                            MappingProblem.TEXTS.text(own.text(), wishes.language),
                            own.kind(),
                            false,
                            FieldOwner.OURS,
                            own == OwnField.OUTCOME ? outcomes(process) : List.of(),
                            List.of(process.code())));
        }
    }

    /** Every end, since fails may be told apart more exactly here than by stages; and what the file adds. */
    private List<FieldOption> outcomes(SalesProcess<?, ?> process) {
        var outcomes = new LinkedHashMap<String, String>();
        variants(process)
                .forEach(p -> p.stages().stream()
                        .filter(s -> s.kind().isEnd())
                        .forEach(s -> outcomes.putIfAbsent(s.stage().name(), p.title(s.stage(), wishes.language))));
        wishes.of(process.code()).outcomes.forEach((code, title) -> outcomes.put(code, title == null ? code : title));
        var before = shared ? process.title(wishes.language) + ": " : "";
        return outcomes.entrySet().stream()
                .map(o -> new FieldOption(process.code() + "." + o.getKey(), before + o.getValue()))
                .toList();
    }

    private void header(SalesProcess<?, ?> process) {
        for (var part : HeaderPart.values()) {
            var told = wishes.of(process.code()).fields.stream()
                    .filter(f -> part.word().equals(f.value().header()))
                    .findFirst();
            var standard = switch (part) {
                case TITLE -> "title";
                case AMOUNT -> placement == Placement.SMART_PROCESS ? "VK_AMOUNT" : "opportunity";
                case DIRECTION -> "VK_DIRECTION";
            };
            put(
                    told.map(Said::at).orElse(At.NOWHERE),
                    new FieldMapping(
                            new FieldSource.Part(part),
                            told.map(f -> f.value().name()).orElse(standard),
                            told.map(f -> f.value().title())
                                    .orElseGet(
                                            () -> MappingProblem.TEXTS.text("header." + part.word(), wishes.language)),
                            part.kind(),
                            false,
                            FieldOwner.OURS,
                            List.of(),
                            List.of(process.code())));
        }
    }

    private static Map<String, CustomField> custom(SalesProcess<?, ?> process) {
        var all = new LinkedHashMap<String, CustomField>();
        variants(process).forEach(p -> p.fields().forEach(all::putIfAbsent));
        return all;
    }

    private static Stream<SalesProcess<?, ?>> variants(SalesProcess<?, ?> process) {
        return Stream.concat(
                Stream.of(process), process.directions().stream().map(d -> process.forDirection(d.code())));
    }

    private void custom(SalesProcess<?, ?> process, CustomField field) {
        var told = wishes.of(process.code()).fields.stream()
                .filter(f -> field.code().equals(f.value().custom()))
                .findFirst();
        put(
                told.map(Said::at).orElse(At.NOWHERE),
                new FieldMapping(
                        new FieldSource.Custom(field.code()),
                        told.map(f -> f.value().name()).orElseGet(() -> FieldNames.of(field.code())),
                        told.map(f -> f.value().title()).orElseGet(() -> titled(process, "field." + field.code())),
                        kind(field.type()),
                        false,
                        told.map(f -> f.value().owner()).orElse(FieldOwner.LATEST),
                        field.options().stream().map(o -> new FieldOption(o, o)).toList(),
                        List.of(process.code())));
    }

    private static Set<String> reported(SalesProcess<?, ?> process) {
        var codes = new TreeSet<String>();
        variants(process).forEach(p -> codes.addAll(p.reportFields()));
        return codes;
    }

    /** A field that has the code already, as a custom field or a part of the data, is read for the report too. */
    private void report(SalesProcess<?, ?> process, String code) {
        var isThere = fields.values().stream()
                .filter(f -> f.processes().contains(process.code()))
                .map(FieldMapping::source)
                .anyMatch(s -> s.equals(new FieldSource.Custom(code)) || s.equals(new FieldSource.Path(code)));
        if (isThere) {
            return;
        }
        var told = wishes.of(process.code()).fields.stream()
                .filter(f -> code.equals(f.value().report()))
                .findFirst();
        put(
                told.map(Said::at).orElse(At.NOWHERE),
                new FieldMapping(
                        new FieldSource.Report(code),
                        told.map(f -> f.value().name()).orElseGet(() -> FieldNames.ofReport(code)),
                        told.map(f -> f.value().title()).orElseGet(() -> titled(process, "report." + code)),
                        FieldKind.STRING,
                        false,
                        FieldOwner.THEIRS,
                        List.of(),
                        List.of(process.code())));
    }

    private String titled(SalesProcess<?, ?> process, String text) {
        return variants(process)
                .flatMap(p -> p.texts().find(text, wishes.language).stream())
                .findFirst()
                .orElse(text.substring(text.indexOf('.') + 1));
    }

    private static FieldKind kind(CustomField.Type type) {
        return switch (type) {
            case TEXT -> FieldKind.STRING;
            case NUMBER -> FieldKind.DOUBLE;
            case MONEY -> FieldKind.MONEY;
            case DATE -> FieldKind.DATE;
            case YES_NO -> FieldKind.BOOLEAN;
            case CHOICE -> FieldKind.ENUMERATION;
        };
    }

    private void wished(SalesProcess<?, ?> process, Said<OfField> said) {
        var wish = said.value();
        var name = wish.name();
        if (name != null && !FieldNames.ALLOWED.matcher(name).matches()) {
            add(said.at(), "field-name", name);
        } else if (wish.custom() != null) {
            var known = custom(process).keySet();
            if (!known.contains(wish.custom())) {
                unknown(said.at(), "custom", wish.custom(), known);
            }
        } else if (wish.header() != null) {
            header(said.at(), wish, wish.header());
        } else if (wish.report() != null) {
            var known = reported(process);
            if (!known.contains(wish.report())) {
                unknown(said.at(), "report", wish.report(), known);
            } else if (wish.owner() != null && wish.owner() != FieldOwner.THEIRS) {
                add(said.at(), "report-is-theirs", wish.report());
            }
        } else {
            data(process, said.at(), wish);
        }
    }

    private void header(At at, OfField wish, String header) {
        var parts = Arrays.stream(HeaderPart.values()).map(HeaderPart::word).toList();
        if (!parts.contains(header)) {
            unknown(at, "header", header, parts);
        } else if (wish.owner() != null && wish.owner() != FieldOwner.OURS) {
            add(at, "header-is-ours", header);
        }
    }

    private void data(SalesProcess<?, ?> process, At at, OfField wish) {
        var path = Objects.requireNonNull(wish.data());
        try {
            var found = CardPath.find(process.dataType(), path);
            var kind = found.kindOrNull();
            if (kind == null) {
                add(at, "data-type", path, found.type().getSimpleName());
                return;
            }
            put(
                    at,
                    new FieldMapping(
                            new FieldSource.Path(path),
                            wish.name() == null ? FieldNames.of(path) : wish.name(),
                            wish.title() == null ? titled(process, "data." + path) : wish.title(),
                            kind,
                            found.isMultiple(),
                            wish.owner() == null ? FieldOwner.OURS : wish.owner(),
                            found.options().stream()
                                    .map(o -> new FieldOption(o, o))
                                    .toList(),
                            List.of(process.code())));
        } catch (CardPath.NoSuchPart none) {
            unknown(at, "part", none.part(), none.parts());
        }
    }

    private void put(At at, FieldMapping field) {
        var before = fields.get(field.name());
        if (before == null) {
            fields.put(field.name(), field);
        } else if (before.processes().containsAll(field.processes())
                || before.kind() != field.kind()
                || before.multiple() != field.multiple()
                || !before.source().equals(field.source())) {
            add(
                    at,
                    "field-twice",
                    field.name(),
                    String.join(", ", before.processes()),
                    before.source().word(),
                    String.join(", ", field.processes()),
                    field.source().word());
        } else {
            fields.put(field.name(), joined(before, field));
        }
    }

    private static FieldMapping joined(FieldMapping one, FieldMapping other) {
        var options = new LinkedHashMap<String, FieldOption>();
        Stream.of(one, other).flatMap(f -> f.options().stream()).forEach(o -> options.putIfAbsent(o.code(), o));
        var processes = new ArrayList<>(one.processes());
        processes.addAll(other.processes());
        return new FieldMapping(
                one.source(),
                one.name(),
                one.title(),
                one.kind(),
                one.multiple(),
                one.owner(),
                List.copyOf(options.values()),
                processes);
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
