package dev.voronka.store;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.TimeSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What cards are looked for. A null or empty criterion asks for nothing.
 *
 * @param process the code of the process; null for all
 * @param stages names of stages, any of which will do
 * @param owner the employee who answers for the card
 * @param openOnly whether ended cards are left out
 * @param dueBefore the stage should be left before this moment
 * @param timerAtOrBefore a timer or the end of a hold is due at this moment
 * @param direction line of business
 * @param company the company's id
 * @param titlePart part of the title, in any case
 * @param reach normalised phones and e-mails, any of which will do
 * @param busy a time that the card's own time overlaps
 * @param except a card that is left out
 * @param fields values of custom fields, all of which must be equal
 * @param limit at most so many, 1 or more
 */
public record Criteria(
        @Nullable String process,
        Set<String> stages,
        @Nullable String owner,
        boolean openOnly,
        @Nullable Instant dueBefore,
        @Nullable Instant timerAtOrBefore,
        @Nullable String direction,
        @Nullable String company,
        @Nullable String titlePart,
        Set<String> reach,
        @Nullable TimeSpan busy,
        @Nullable CardId except,
        Map<String, Object> fields,
        int limit) {

    /** How many cards are returned if no other limit is said. */
    public static final int DEFAULT_LIMIT = 1000;

    /** Everything. */
    public static final Criteria ALL = new Criteria(
            null, Set.of(), null, false, null, null, null, null, null, Set.of(), null, null, Map.of(), DEFAULT_LIMIT);

    /** Keeps unmodifiable copies. */
    public Criteria {
        stages = Set.copyOf(stages);
        reach = Set.copyOf(reach);
        fields = Map.copyOf(fields);
    }

    /** Whether this card is one that is looked for. */
    public boolean admits(Card<?> card) {
        var header = card.header();
        return (process == null || process.equals(card.process()))
                && (stages.isEmpty() || stages.contains(card.stage().name()))
                && (owner == null || owner.equals(card.owner()))
                && !(openOnly && card.isEnded())
                && (dueBefore == null
                        || card.due().filter(d -> d.isBefore(dueBefore)).isPresent())
                && (timerAtOrBefore == null || timerIsDue(card, timerAtOrBefore))
                && (direction == null || direction.equals(header.direction()))
                && (company == null || company.equals(header.company()))
                && (titlePart == null || lower(header.title()).contains(lower(titlePart)))
                && (reach.isEmpty() || !Collections.disjoint(reach, header.reach()))
                && (busy == null || (header.busy() != null && header.busy().overlaps(busy)))
                && (except == null || !except.equals(card.id()))
                && fields.entrySet().stream()
                        .allMatch(f -> isEqual(f.getValue(), card.fields().get(f.getKey())));
    }

    /** Numbers are equal whatever their trailing zeros. */
    private static boolean isEqual(Object wanted, @Nullable Object value) {
        if (wanted instanceof BigDecimal number && value instanceof BigDecimal other) {
            return number.compareTo(other) == 0;
        }
        return wanted.equals(value);
    }

    private static boolean timerIsDue(Card<?> card, Instant now) {
        return card.visit().nextTimer().filter(t -> !t.isAfter(now)).isPresent();
    }

    private static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    /** The same for one process. */
    public Criteria process(String code) {
        return new Criteria(
                code,
                stages,
                owner,
                openOnly,
                dueBefore,
                timerAtOrBefore,
                direction,
                company,
                titlePart,
                reach,
                busy,
                except,
                fields,
                limit);
    }

    /** The same in these stages. */
    public Criteria stages(Set<String> names) {
        return new Criteria(
                process,
                names,
                owner,
                openOnly,
                dueBefore,
                timerAtOrBefore,
                direction,
                company,
                titlePart,
                reach,
                busy,
                except,
                fields,
                limit);
    }

    /** The same of one owner. */
    public Criteria owner(String employee) {
        return new Criteria(
                process,
                stages,
                employee,
                openOnly,
                dueBefore,
                timerAtOrBefore,
                direction,
                company,
                titlePart,
                reach,
                busy,
                except,
                fields,
                limit);
    }

    /** The same without ended cards. */
    public Criteria open() {
        return new Criteria(
                process,
                stages,
                owner,
                true,
                dueBefore,
                timerAtOrBefore,
                direction,
                company,
                titlePart,
                reach,
                busy,
                except,
                fields,
                limit);
    }

    /** The same with a deadline before this moment. */
    public Criteria dueBefore(Instant moment) {
        return new Criteria(
                process,
                stages,
                owner,
                openOnly,
                moment,
                timerAtOrBefore,
                direction,
                company,
                titlePart,
                reach,
                busy,
                except,
                fields,
                limit);
    }

    /** The same with a timer due at this moment. */
    public Criteria timerAtOrBefore(Instant moment) {
        return new Criteria(
                process, stages, owner, openOnly, dueBefore, moment, direction, company, titlePart, reach, busy, except,
                fields, limit);
    }

    /** The same of one line of business. */
    public Criteria direction(String code) {
        return new Criteria(
                process,
                stages,
                owner,
                openOnly,
                dueBefore,
                timerAtOrBefore,
                code,
                company,
                titlePart,
                reach,
                busy,
                except,
                fields,
                limit);
    }

    /** The same of one company. */
    public Criteria company(String id) {
        return new Criteria(
                process,
                stages,
                owner,
                openOnly,
                dueBefore,
                timerAtOrBefore,
                direction,
                id,
                titlePart,
                reach,
                busy,
                except,
                fields,
                limit);
    }

    /** The same with this in the title. */
    public Criteria titlePart(String text) {
        return new Criteria(
                process,
                stages,
                owner,
                openOnly,
                dueBefore,
                timerAtOrBefore,
                direction,
                company,
                text,
                reach,
                busy,
                except,
                fields,
                limit);
    }

    /** The same with one of these phones or e-mails. */
    public Criteria reach(Set<String> any) {
        return new Criteria(
                process,
                stages,
                owner,
                openOnly,
                dueBefore,
                timerAtOrBefore,
                direction,
                company,
                titlePart,
                any,
                busy,
                except,
                fields,
                limit);
    }

    /** The same with a time of its own that overlaps this. */
    public Criteria busy(TimeSpan span) {
        return new Criteria(
                process,
                stages,
                owner,
                openOnly,
                dueBefore,
                timerAtOrBefore,
                direction,
                company,
                titlePart,
                reach,
                span,
                except,
                fields,
                limit);
    }

    /** The same without this card; null leaves none out. */
    public Criteria except(@Nullable CardId card) {
        return new Criteria(
                process,
                stages,
                owner,
                openOnly,
                dueBefore,
                timerAtOrBefore,
                direction,
                company,
                titlePart,
                reach,
                busy,
                card,
                fields,
                limit);
    }

    /** The same with these values of custom fields. */
    public Criteria fields(Map<String, Object> values) {
        return new Criteria(
                process,
                stages,
                owner,
                openOnly,
                dueBefore,
                timerAtOrBefore,
                direction,
                company,
                titlePart,
                reach,
                busy,
                except,
                values,
                limit);
    }

    /** The same, at most so many. */
    public Criteria limit(int most) {
        return new Criteria(
                process,
                stages,
                owner,
                openOnly,
                dueBefore,
                timerAtOrBefore,
                direction,
                company,
                titlePart,
                reach,
                busy,
                except,
                fields,
                most);
    }
}
