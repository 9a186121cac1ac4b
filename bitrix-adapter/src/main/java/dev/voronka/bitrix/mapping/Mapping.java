package dev.voronka.bitrix.mapping;

import dev.voronka.InvalidInput;
import dev.voronka.SalesProcess;
import dev.voronka.department.Department;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a department is what of a portal. Made from the definitions; a file says what is to be different. Immutable and
 * thread-safe.
 */
public final class Mapping {

    static final String ONE = "smart:voronka";
    private static final String JOURNAL = "smart:voronka-journal";
    private static final int LEADS = 1;
    private static final int DEALS = 2;

    /** Of the ten processes. Source: processes.md, "Bitrix24 placement". */
    private static final Map<String, Placement> USUAL = Map.of(
            "incoming-lead", Placement.LEAD,
            "cold-lead", Placement.DEAL,
            "partner", Placement.DEAL,
            "deal", Placement.DEAL);

    private final Department department;
    private final Wishes wishes;
    private final List<EntityMapping> entities;
    private final List<FunnelMapping> funnels;
    private final Map<String, String> withoutDirection;

    private Mapping(
            Department department,
            Wishes wishes,
            List<EntityMapping> entities,
            List<FunnelMapping> funnels,
            Map<String, String> withoutDirection) {
        this.department = department;
        this.wishes = wishes;
        this.entities = List.copyOf(entities);
        this.funnels = List.copyOf(funnels);
        this.withoutDirection = Map.copyOf(withoutDirection);
    }

    /**
     * The mapping that an empty file gives.
     *
     * @throws MappingRefused if the definitions need a file, because two stages get one code for instance
     */
    public static Mapping standard(Department department) {
        return parse("", "the standard mapping", department);
    }

    /**
     * The mapping in a file, which is UTF-8 and may be empty.
     *
     * @throws MappingRefused with everything that is wrong in it
     * @throws InvalidInput if it cannot be read
     */
    public static Mapping read(Path file, Department department) {
        try {
            var name = file.getFileName();
            return parse(
                    Files.readString(file, StandardCharsets.UTF_8),
                    name == null ? "mapping" : name.toString(),
                    department);
        } catch (IOException unreadable) {
            throw new InvalidInput(
                    "The mapping file " + file + " cannot be read as UTF-8 ("
                            + unreadable.getClass().getSimpleName() + "). Make it, or leave it out for the defaults.",
                    unreadable);
        }
    }

    /**
     * The mapping in a text.
     *
     * @param name what the text is called in problems
     * @throws MappingRefused with everything that is wrong in it
     */
    public static Mapping parse(String text, String name, Department department) {
        var problems = new ArrayList<MappingProblem>();
        var wishes = new MappingReader(department, problems).read(text);
        var made = made(department, wishes, problems);
        if (!problems.isEmpty()) {
            throw new MappingRefused(
                    name,
                    problems.stream()
                            .distinct()
                            .sorted(java.util.Comparator.comparingInt(MappingProblem::line)
                                    .thenComparingInt(MappingProblem::column))
                            .toList());
        }
        return made;
    }

    private static Mapping made(Department department, Wishes wishes, List<MappingProblem> problems) {
        var byEntity = new LinkedHashMap<String, List<SalesProcess<?, ?>>>();
        for (var process : department.processes()) {
            var key = entity(wishes, process.code());
            byEntity.computeIfAbsent(key, k -> new ArrayList<>()).add(process);
        }
        onlyOneProcessOfLeads(byEntity, wishes, problems);
        var funnels = new ArrayList<FunnelMapping>();
        var without = new LinkedHashMap<String, String>();
        for (var process : department.processes()) {
            var key = entity(wishes, process.code());
            var drawing = new FunnelDrawing(
                    process,
                    placement(wishes, process.code()),
                    key,
                    wishes.of(process.code()),
                    wishes.language,
                    problems);
            var drawn = drawing.funnels();
            funnels.addAll(drawn);
            var first = drawn.get(0);
            without.put(
                    process.code(),
                    first.direction() == null || drawing.withoutDirection().equals(FunnelDrawing.OWN)
                            ? process.code()
                            : process.code() + "@" + drawing.withoutDirection());
        }
        var entities = new ArrayList<EntityMapping>();
        byEntity.forEach(
                (key, processes) -> entities.add(entity(key, processes, department, wishes, funnels, problems)));
        return new Mapping(department, wishes, entities, funnels, without);
    }

    private static EntityMapping entity(
            String key,
            List<SalesProcess<?, ?>> processes,
            Department department,
            Wishes wishes,
            List<FunnelMapping> funnels,
            List<MappingProblem> problems) {
        var first = processes.get(0);
        var placement = placement(wishes, first.code());
        var said = wishes.of(first.code());
        var fixed = said.entityTypeId;
        var title = switch (placement) {
            case LEAD, DEAL -> MappingProblem.TEXTS.text("entity." + key, wishes.language);
            case SMART_PROCESS ->
                key.equals(ONE) ? "voronka" : said.title == null ? first.title(wishes.language) : said.title;
        };
        return new EntityMapping(
                key,
                placement,
                title,
                placement == Placement.LEAD
                        ? Integer.valueOf(LEADS)
                        : placement == Placement.DEAL ? Integer.valueOf(DEALS) : fixed,
                funnels.stream().filter(f -> f.entity().equals(key)).count() > 1,
                processes.stream().map(SalesProcess::code).toList(),
                placement == Placement.SMART_PROCESS ? parents(key, processes, department, wishes) : List.of(),
                new FieldDrawing(placement, wishes, processes.size() > 1, problems).fields(processes));
    }

    /** What opens cards of these processes: by the file, else by the links. */
    private static List<String> parents(
            String key, List<SalesProcess<?, ?>> processes, Department department, Wishes wishes) {
        var parents = new LinkedHashSet<String>();
        for (var process : processes) {
            var said = wishes.of(process.code()).parents;
            if (said != null) {
                said.forEach(p -> parents.add(entity(wishes, p.value())));
                continue;
            }
            department.links().stream()
                    .filter(l -> l.to().equals(Optional.of(process.code())))
                    .flatMap(l -> l
                            .from()
                            .map(List::of)
                            .orElseGet(() -> department.processes().stream()
                                    .map(SalesProcess::code)
                                    .toList())
                            .stream())
                    .forEach(p -> parents.add(entity(wishes, p)));
        }
        parents.remove(key);
        return List.copyOf(parents);
    }

    private static void onlyOneProcessOfLeads(
            Map<String, List<SalesProcess<?, ?>>> byEntity, Wishes wishes, List<MappingProblem> problems) {
        var leads = byEntity.getOrDefault("lead", List.of());
        for (var process : leads.subList(Math.min(1, leads.size()), leads.size())) {
            var at = wishes.of(process.code()).placementAt;
            problems.add(new MappingProblem(
                    at.line(), at.column(), "second-lead", List.of(leads.get(0).code(), process.code())));
        }
    }

    private static Placement placement(Wishes wishes, String process) {
        var said = wishes.of(process).placement;
        return said == null ? USUAL.getOrDefault(process, Placement.SMART_PROCESS) : said;
    }

    private static String entity(Wishes wishes, String process) {
        return switch (placement(wishes, process)) {
            case LEAD -> "lead";
            case DEAL -> "deal";
            case SMART_PROCESS -> wishes.oneSmartProcess ? ONE : "smart:" + process;
        };
    }

    /** The whole mapping with all defaults written out, as a file that gives the same mapping. */
    public String text() {
        return new MappingText(this, wishes, department).text();
    }

    /**
     * Writes {@link #text()}; what was there is written over.
     *
     * @throws InvalidInput if it cannot be written
     */
    public void write(Path file) {
        try {
            Files.writeString(file, text(), StandardCharsets.UTF_8);
        } catch (IOException unwritable) {
            throw new InvalidInput("The mapping file " + file + " cannot be written.", unwritable);
        }
    }

    /** In which language titles are written to the portal. */
    public Locale language() {
        return wishes.language;
    }

    /** The zone in which the portal is told dates and times. */
    public ZoneId zone() {
        return wishes.zone;
    }

    /** Its kinds of items, leads and deals first if the first processes are there. */
    public List<EntityMapping> entities() {
        return entities;
    }

    /** The smart process whose items are the lines of the journal; empty unless the file says {@code journal: true}. */
    public Optional<EntityMapping> journal() {
        return wishes.journal
                ? Optional.of(new EntityMapping(
                        JOURNAL,
                        Placement.SMART_PROCESS,
                        MappingProblem.TEXTS.text("entity.journal", wishes.language),
                        null,
                        false,
                        List.of(),
                        List.of(),
                        Stream.of(JournalField.values())
                                .map(f -> f.mapped(wishes.language))
                                .toList()))
                : Optional.empty();
    }

    /** All that a portal must have: the kinds of items, and the journal if there is one. */
    public List<EntityMapping> provisioned() {
        return Stream.concat(entities.stream(), journal().stream()).toList();
    }

    /** The kind of items with this key. */
    public Optional<EntityMapping> entity(String key) {
        return provisioned().stream().filter(e -> e.key().equals(key)).findFirst();
    }

    /**
     * What the cards of a process are.
     *
     * @throws InvalidInput if the department has no such process
     */
    public EntityMapping entityOf(String process) {
        return entities.stream()
                .filter(e -> e.processes().contains(process))
                .findFirst()
                .orElseThrow(() -> unknown(process));
    }

    /** All funnels, in the order of the processes. */
    public List<FunnelMapping> funnels() {
        return funnels;
    }

    /**
     * Where cards of a process and a direction are.
     *
     * @param direction null, blank or unknown for none
     * @throws InvalidInput if the department has no such process
     */
    public FunnelMapping funnelOf(String process, @Nullable String direction) {
        var key = process + "@" + direction;
        var other = withoutDirection.get(process);
        if (other == null) {
            throw unknown(process);
        }
        return funnels.stream()
                .filter(f -> f.key().equals(key))
                .findFirst()
                .orElseGet(() -> funnels.stream()
                        .filter(f -> f.key().equals(other))
                        .findFirst()
                        .orElseThrow());
    }

    /** The key of the funnel in which cards of no direction are. */
    String withoutDirection(String process) {
        return Objects.requireNonNull(withoutDirection.get(process));
    }

    private InvalidInput unknown(String process) {
        return new InvalidInput("The mapping has no process \"" + process + "\"; it has: "
                + department.processes().stream().map(SalesProcess::code).toList() + ".");
    }

    /** The user of the portal who is this employee: by the file, else the id itself if it is a number. */
    public OptionalLong userOf(String employee) {
        var said = wishes.employees.get(employee);
        if (said != null) {
            return OptionalLong.of(said);
        }
        return employee.matches("\\d{1,18}") && !wishes.employees.containsValue(Long.valueOf(employee))
                ? OptionalLong.of(Long.parseLong(employee))
                : OptionalLong.empty();
    }

    /** The employee who is this user of the portal; {@link #userOf} the other way round. */
    public Optional<String> employeeOf(long user) {
        var said = wishes.employees.entrySet().stream()
                .filter(e -> e.getValue() == user)
                .map(Map.Entry::getKey)
                .findFirst();
        var itself = String.valueOf(user);
        return said.or(() -> wishes.employees.containsKey(itself) ? Optional.empty() : Optional.of(itself));
    }

    /** The employees whom the file names. */
    public Set<String> employees() {
        return java.util.Collections.unmodifiableSet(wishes.employees.keySet());
    }

    /** The mapping with the numbers of one portal. */
    public BoundMapping on(PortalIds ids) {
        return new BoundMapping(this, ids);
    }
}
