package dev.voronka.bitrix.mapping;

import dev.voronka.Direction;
import dev.voronka.SalesProcess;
import dev.voronka.StageKind;
import dev.voronka.StageSpec;
import dev.voronka.Texts;
import dev.voronka.bitrix.mapping.Wishes.OfProcess;
import dev.voronka.bitrix.mapping.Wishes.OfStage;
import dev.voronka.bitrix.mapping.Wishes.Said;
import dev.voronka.bitrix.mapping.YamlNode.At;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the funnels of one process from its definition and what the file says. Not thread-safe. */
final class FunnelDrawing {

    /** Characters that a portal takes in codes of stages. Source: fact sheet, 2, "STATUS_ID". */
    private static final Pattern STATUS_ID = Pattern.compile("[A-Z0-9_-]+");

    static final String OWN = "own";

    private final SalesProcess<?, ?> process;
    private final Placement placement;
    private final String entity;
    private final OfProcess said;
    private final Locale language;
    private final List<MappingProblem> problems;

    FunnelDrawing(
            SalesProcess<?, ?> process,
            Placement placement,
            String entity,
            OfProcess said,
            Locale language,
            List<MappingProblem> problems) {
        this.process = process;
        this.placement = placement;
        this.entity = entity;
        this.said = said;
        this.language = language;
        this.problems = problems;
    }

    List<FunnelMapping> funnels() {
        var directions = process.directions();
        if (placement == Placement.LEAD || directions.isEmpty()) {
            return List.of(whole(union()));
        }
        var funnels = new ArrayList<FunnelMapping>();
        directions.forEach(d -> funnels.add(of(d)));
        if (withoutDirection().equals(OWN)) {
            funnels.add(whole(List.copyOf(specs(process))));
        }
        return funnels;
    }

    /** Where cards of no direction go: to the first direction that has all their stages, or to a funnel of their own. */
    String withoutDirection() {
        var wanted = said.withoutDirection;
        if (wanted != null && (wanted.value().equals(OWN) || covers(wanted.value()))) {
            return wanted.value();
        } else if (wanted != null) {
            add(wanted.at(), "direction-lacks-stages", wanted.value(), process.code());
        }
        return process.directions().stream()
                .map(Direction::code)
                .filter(this::covers)
                .findFirst()
                .orElse(OWN);
    }

    private boolean covers(String direction) {
        var variant = process.forDirection(direction);
        return process.stages().stream()
                .allMatch(s -> variant.stage(s.stage().name()).isPresent());
    }

    private FunnelMapping whole(List<StageSpec<?>> specs) {
        return new FunnelMapping(
                process.code(),
                process.code(),
                null,
                entity,
                said.title == null ? process.title(language) : said.title,
                said.category,
                stages(process.code(), process, specs, said.stages));
    }

    private FunnelMapping of(Direction direction) {
        var own = said.directions.get(direction.code());
        var stages = new LinkedHashMap<>(said.stages);
        if (own != null) {
            own.value().stages.forEach((stage, told) -> stages.merge(stage, told, FunnelDrawing::over));
        }
        var variant = process.forDirection(direction.code());
        var key = process.code() + "@" + direction.code();
        return new FunnelMapping(
                key,
                process.code(),
                direction.code(),
                entity,
                own == null || own.value().title == null ? title(direction) : own.value().title,
                own == null ? null : own.value().category,
                stages(key, variant, List.copyOf(specs(variant)), stages));
    }

    private static Said<OfStage> over(Said<OfStage> before, Said<OfStage> now) {
        return new Said<>(
                now.at(),
                new OfStage(
                        now.value().id() == null
                                ? before.value().id()
                                : now.value().id(),
                        now.value().title() == null
                                ? before.value().title()
                                : now.value().title()));
    }

    /** Among deals a direction needs no more than its name; elsewhere it would not be told apart. */
    private String title(Direction direction) {
        var title = language.equals(Texts.RUSSIAN)
                ? direction.title().ru()
                : direction.title().en();
        var process = said.title == null ? this.process.title(language) : said.title;
        return entity.equals("deal") && this.process.code().equals("deal") ? title : process + ": " + title;
    }

    private static List<StageSpec<?>> specs(SalesProcess<?, ?> process) {
        return List.copyOf(process.stages());
    }

    /** Stages of the process and those that a direction adds. */
    private List<StageSpec<?>> union() {
        var all = new LinkedHashMap<String, StageSpec<?>>();
        variants()
                .flatMap(p -> p.stages().stream())
                .forEach(s -> all.putIfAbsent(s.stage().name(), s));
        return List.copyOf(all.values());
    }

    private Stream<SalesProcess<?, ?>> variants() {
        return Stream.concat(
                Stream.of(process), process.directions().stream().map(d -> process.forDirection(d.code())));
    }

    private List<StageMapping> stages(
            String funnel, SalesProcess<?, ?> variant, List<StageSpec<?>> specs, Map<String, Said<OfStage>> told) {
        var firstFail = firstFail(specs);
        var stages = new ArrayList<StageMapping>();
        for (var spec : specs) {
            var name = spec.stage().name();
            var wish = told.get(name);
            var id = wish == null ? null : wish.value().id();
            var title = wish == null ? null : wish.value().title();
            stages.add(new StageMapping(
                    name,
                    id == null ? standard(spec, firstFail, told) : id,
                    title == null ? title(variant, spec) : title,
                    spec.kind()));
        }
        check(funnel, stages, told);
        return stages;
    }

    private String title(SalesProcess<?, ?> variant, StageSpec<?> spec) {
        return variant.stage(spec.stage().name()).isPresent()
                ? variant.title(spec.stage(), language)
                : variants()
                        .filter(p -> p.stage(spec.stage().name()).isPresent())
                        .findFirst()
                        .map(p -> p.title(spec.stage(), language))
                        .orElse(spec.stage().name());
    }

    /** The process's own first fail where a direction has it too, so that directions agree. */
    private @Nullable String firstFail(List<StageSpec<?>> specs) {
        var fails = specs.stream()
                .filter(s -> s.kind() == StageKind.FAIL)
                .map(s -> s.stage().name())
                .toList();
        return process.stages().stream()
                .map(s -> s.stage().name())
                .filter(fails::contains)
                .findFirst()
                .orElse(fails.isEmpty() ? null : fails.get(0));
    }

    private String standard(StageSpec<?> spec, @Nullable String firstFail, Map<String, Said<OfStage>> told) {
        var name = spec.stage().name();
        var system = spec.kind() == StageKind.INITIAL
                ? placement.initial()
                : spec.kind() == StageKind.SUCCESS
                        ? placement.success()
                        : name.equals(firstFail) ? placement.fail() : null;
        var taken = told.values().stream()
                .anyMatch(t -> system != null && system.equals(t.value().id()));
        return system == null || (taken && spec.kind() != StageKind.SUCCESS) ? StatusIds.of(name) : system;
    }

    private void check(String funnel, List<StageMapping> stages, Map<String, Said<OfStage>> told) {
        var byId = new LinkedHashMap<String, StageMapping>();
        for (var stage : stages) {
            var wish = told.get(stage.stage());
            var at = wish == null ? At.NOWHERE : wish.at();
            var id = stage.statusId();
            if (!STATUS_ID.matcher(id).matches()) {
                add(at, "status-id", id, stage.stage(), funnel);
            } else if (id.length() > StatusIds.LONGEST) {
                add(at, "status-id-long", id, String.valueOf(id.length()), stage.stage(), funnel);
            }
            var other = byId.putIfAbsent(id, stage);
            if (other != null && !(stage.kind() == StageKind.SUCCESS && other.kind() == StageKind.SUCCESS)) {
                add(at, "status-id-twice", id, other.stage(), stage.stage(), funnel);
            }
            if (id.equals(placement.success()) != (stage.kind() == StageKind.SUCCESS)) {
                add(at, "one-success", placement.success(), stage.stage(), funnel, id);
            }
            if (id.equals(placement.fail()) && stage.kind() != StageKind.FAIL) {
                add(at, "system-fail", id, stage.stage(), funnel);
            }
        }
    }

    private void add(At at, String code, String... arguments) {
        var problem = new MappingProblem(at.line(), at.column(), code, List.of(arguments));
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
