package dev.voronka.people;

import dev.voronka.Actor;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the sales department.
 *
 * @param id the id by which the host and the CRM know the employee
 * @param roles what he or she may act as
 * @param head the id of his or her head; null if there is none
 * @param team the code of the team he or she works in, such as that of a branch; null if there is none
 * @param skills lines of business and other things he or she can sell, by code
 * @param capacity how many open cards of a process he or she can work on; 0 for no limit
 * @param active whether he or she works here still
 * @param absences dates on which he or she is away
 * @param territories where he or she sells, by code such as {@code ru.msk}, which is in {@code ru}; empty for everywhere
 * @param weight his or her share of cards that are given out by weights, 1 to 100
 * @param perDay how many cards of a process may be given to him or her a day; 0 for no limit
 * @param perMonth how many cards of a process may be given to him or her a month; 0 for no limit
 * @param scores which leads he or she gets; null for all
 */
public record Employee(
        String id,
        Set<Role> roles,
        @Nullable String head,
        @Nullable String team,
        Set<String> skills,
        int capacity,
        boolean active,
        List<Absence> absences,
        Set<String> territories,
        int weight,
        int perDay,
        int perMonth,
        @Nullable Scores scores) {

    /** The largest weight: with larger ones nobody could tell the shares apart. */
    private static final int MOST_WEIGHT = 100;

    private static final Pattern TERRITORY = Pattern.compile("[^.\\s]+(\\.[^.\\s]+)*");

    /**
     * Leads of these scores, both included.
     *
     * @param from the lowest
     * @param to the highest
     */
    public record Scores(int from, int to) {
        /** Refuses a band that ends before it begins. */
        public Scores {
            if (to < from) {
                throw new InvalidInput("A band of scores must go up, but it is " + from + " to " + to + ".");
            }
        }

        /** Whether a lead of this score is in it. */
        public boolean contains(int score) {
            return from <= score && score <= to;
        }
    }

    /**
     * Days away, both included, in the zone of his or her own calendar.
     *
     * @param from the first day
     * @param to the last day
     */
    public record Absence(LocalDate from, LocalDate to) {
        /** Refuses an absence that ends before it begins. */
        public Absence {
            if (to.isBefore(from)) {
                throw new InvalidInput("An absence must end after it begins, but it is " + from + " to " + to + ".");
            }
        }
    }

    /** Refuses a blank id, team or territory, a negative capacity or limit, and a weight that is not 1 to 100. */
    public Employee {
        if (id.isBlank()) {
            throw new InvalidInput("An employee needs an id; it is blank.");
        }
        if (team != null && team.isBlank()) {
            throw new InvalidInput("The team of employee " + id + " is blank; give its code, or null for no team.");
        }
        notNegative("capacity", id, capacity);
        notNegative("limit by day", id, perDay);
        notNegative("limit by month", id, perMonth);
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new InvalidInput(
                    "The weight of employee " + id + " is " + weight + "; it must be 1 to " + MOST_WEIGHT + ".");
        }
        territories.forEach(t -> {
            if (!TERRITORY.matcher(t).matches()) {
                throw new InvalidInput("A territory of employee " + id + " is \"" + t
                        + "\"; write a code such as ru.msk: parts without blanks, dots between them.");
            }
        });
        roles = Set.copyOf(roles);
        skills = java.util.Collections.unmodifiableSet(new TreeSet<>(skills));
        absences = List.copyOf(absences);
        territories = java.util.Collections.unmodifiableSet(new TreeSet<>(territories));
    }

    /** Somebody who sells everywhere and gets leads of all scores, without limits by day or month. */
    public Employee(
            String id,
            Set<Role> roles,
            @Nullable String head,
            @Nullable String team,
            Set<String> skills,
            int capacity,
            boolean active,
            List<Absence> absences) {
        this(id, roles, head, team, skills, capacity, active, absences, Set.of(), 1, 0, 0, null);
    }

    private static void notNegative(String what, String id, int number) {
        if (number < 0) {
            throw new InvalidInput(
                    "The " + what + " of employee " + id + " is " + number + "; it must be 0 (no limit) or more.");
        }
    }

    /** An active employee with these roles, no head, no team, no skills and no limit. */
    public static Employee of(String id, Role... roles) {
        return new Employee(id, Set.of(roles), null, null, Set.of(), 0, true, List.of());
    }

    /** The same under this head. */
    public Employee under(String headId) {
        return new Employee(
                id,
                roles,
                headId,
                team,
                skills,
                capacity,
                active,
                absences,
                territories,
                weight,
                perDay,
                perMonth,
                scores);
    }

    /** The same in this team. */
    public Employee team(String code) {
        return new Employee(
                id,
                roles,
                head,
                code,
                skills,
                capacity,
                active,
                absences,
                territories,
                weight,
                perDay,
                perMonth,
                scores);
    }

    /** The same with these skills. */
    public Employee skilled(String... codes) {
        return new Employee(
                id,
                roles,
                head,
                team,
                Set.of(codes),
                capacity,
                active,
                absences,
                territories,
                weight,
                perDay,
                perMonth,
                scores);
    }

    /** The same with at most so many open cards. */
    public Employee capacity(int openCards) {
        return new Employee(
                id,
                roles,
                head,
                team,
                skills,
                openCards,
                active,
                absences,
                territories,
                weight,
                perDay,
                perMonth,
                scores);
    }

    /** The same with at most so many cards of a process given a day. */
    public Employee perDay(int cards) {
        return new Employee(
                id,
                roles,
                head,
                team,
                skills,
                capacity,
                active,
                absences,
                territories,
                weight,
                cards,
                perMonth,
                scores);
    }

    /** The same with at most so many cards of a process given a month. */
    public Employee perMonth(int cards) {
        return new Employee(
                id, roles, head, team, skills, capacity, active, absences, territories, weight, perDay, cards, scores);
    }

    /** The same selling in these territories only. */
    public Employee in(String... codes) {
        return new Employee(
                id,
                roles,
                head,
                team,
                skills,
                capacity,
                active,
                absences,
                Set.of(codes),
                weight,
                perDay,
                perMonth,
                scores);
    }

    /** The same with this share of cards that are given out by weights. */
    public Employee weight(int share) {
        return new Employee(
                id,
                roles,
                head,
                team,
                skills,
                capacity,
                active,
                absences,
                territories,
                share,
                perDay,
                perMonth,
                scores);
    }

    /** The same for leads of these scores only, both included. */
    public Employee scores(int from, int to) {
        return new Employee(
                id,
                roles,
                head,
                team,
                skills,
                capacity,
                active,
                absences,
                territories,
                weight,
                perDay,
                perMonth,
                new Scores(from, to));
    }

    /** The same, but gone from the company. */
    public Employee left() {
        return new Employee(
                id,
                roles,
                head,
                team,
                skills,
                capacity,
                false,
                absences,
                territories,
                weight,
                perDay,
                perMonth,
                scores);
    }

    /** The same, away on these days, both included. */
    public Employee away(LocalDate from, LocalDate to) {
        var all = new java.util.ArrayList<>(absences);
        all.add(new Absence(from, to));
        return new Employee(
                id, roles, head, team, skills, capacity, active, all, territories, weight, perDay, perMonth, scores);
    }

    /** He or she as an actor, with all his or her roles. */
    public Actor actor() {
        return new Actor(id, Actor.Kind.EMPLOYEE, roles);
    }

    /** Whether he or she is away on this day. */
    public boolean isAwayOn(LocalDate day) {
        return absences.stream().anyMatch(a -> !day.isBefore(a.from()) && !day.isAfter(a.to()));
    }

    /**
     * How closely a territory is his or hers: how many parts of its code one of the territories names; 0 if he or she sells
     * everywhere, -1 if not there.
     */
    public int closeness(String territory) {
        if (territories.isEmpty()) {
            return 0;
        }
        return territories.stream()
                .filter(t -> territory.equals(t) || territory.startsWith(t + "."))
                .mapToInt(t -> (int) t.chars().filter(c -> c == '.').count() + 1)
                .max()
                .orElse(-1);
    }
}
