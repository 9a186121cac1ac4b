package dev.voronka.department;

import dev.voronka.Card;
import dev.voronka.Move;
import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Processes and the links between them. Immutable, thread-safe, and proven by {@link DepartmentBuilder#build()}. */
public final class Department {

    private static final Texts TEXTS = Texts.beside(Department.class, "department");

    private final Map<String, SalesProcess<?, ?>> processes = new LinkedHashMap<>();
    private final List<Link> links;
    private final List<Texts> texts;

    Department(List<SalesProcess<?, ?>> processes, List<Link> links, List<Texts> texts) {
        processes.forEach(p -> this.processes.put(p.code(), p));
        this.links = List.copyOf(links);
        this.texts = List.copyOf(texts);
    }

    /** Begins a department of these processes. */
    public static DepartmentBuilder of(SalesProcess<?, ?>... all) {
        return new DepartmentBuilder(List.of(all), List.of(), List.of(TEXTS));
    }

    /** The ten processes with their links, as the description has them. Source: processes.md, 11. */
    public static Department standard() {
        return StandardLinks.DEPARTMENT;
    }

    /** Begins a department that has all that this one has, and more. */
    public DepartmentBuilder extended() {
        return new DepartmentBuilder(List.copyOf(processes.values()), links, texts);
    }

    /**
     * The same with these definitions in place of those of the same code, overlaid ones for instance; proven again.
     *
     * @throws UnsoundDepartment if a link needs what the new definitions no longer have
     */
    public Department with(SalesProcess<?, ?>... others) {
        var all = new LinkedHashMap<>(processes);
        for (var other : others) {
            all.put(other.code(), other);
        }
        var between = links.stream().map(l -> l.between(all::get)).toList();
        return new DepartmentBuilder(new ArrayList<>(all.values()), between, texts).build();
    }

    /** The processes, in the order given. */
    public List<SalesProcess<?, ?>> processes() {
        return List.copyOf(processes.values());
    }

    /** The process with this code. */
    public Optional<SalesProcess<?, ?>> process(String code) {
        return Optional.ofNullable(processes.get(code));
    }

    /** All links, in the order written. */
    public List<Link> links() {
        return Collections.unmodifiableList(links);
    }

    /** The link with this stored name. */
    public Optional<Link> link(String code) {
        return links.stream().filter(l -> l.code().equals(code)).findFirst();
    }

    /** The links that this move of this card sets off. */
    public List<Link> setOffBy(Card<?> after, Move move) {
        return links.stream().filter(l -> l.isSetOffBy(after, move)).toList();
    }

    /** What people call a condition of a link. */
    public String condition(String code, Locale language) {
        return texts.stream()
                .flatMap(t -> t.find("condition." + code, language).stream())
                .findFirst()
                .orElse(code);
    }
}
