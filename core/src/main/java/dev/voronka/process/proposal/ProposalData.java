package dev.voronka.process.proposal;

import dev.voronka.Actor;
import dev.voronka.ContactRef;
import dev.voronka.Header;
import dev.voronka.Money;
import dev.voronka.Personal;
import dev.voronka.Role;
import dev.voronka.approval.Answer;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalSheet;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.approval.Delegation;
import dev.voronka.approval.SectionDigest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The card of a proposal.
 *
 * @param title what people call it, without names of persons
 * @param company the client's company, by id; empty if unknown
 * @param contact the person who is to get it
 * @param direction the line of business; empty if there is none
 * @param requirements what the client asks for
 * @param specification where the technical specification (ТЗ) is kept: a file's name, address or hash; empty if none
 * @param due by which day the client wants it, in Moscow; null if unknown
 * @param consentWithdrawn whether the contact has forbidden us to write; a proposal answers the client's own request, so
 *     nothing else forbids it
 * @param discussedBy roles that must have said something about a version before it is approved
 * @param marginFloor the least margin, in per cent, that needs no exception
 * @param directAcceptance whether what the client accepts is a success at once, without re-bidding
 * @param versions what has been offered, oldest first; never changed once written
 * @param discussion what was said inside the company
 * @param approvals of the current version
 * @param sent the last time that it was sent; null until then
 * @param rounds of re-bidding
 * @param clientDecision what the client has said last; null until then. A refusal is in the card's fail reason
 * @param frozen the version that is a success; null until then
 */
public record ProposalData(
        String title,
        String company,
        @Personal ContactRef contact,
        String direction,
        List<String> requirements,
        String specification,
        @Nullable LocalDate due,
        boolean consentWithdrawn,
        List<Role> discussedBy,
        BigDecimal marginFloor,
        boolean directAcceptance,
        List<Version> versions,
        List<Remark> discussion,
        ApprovalSheet approvals,
        @Nullable Sent sent,
        List<Round> rounds,
        @Nullable ClientDecision clientDecision,
        @Nullable Frozen frozen) {

    /** The section of the price and the cost, by which a sheet sees that they have changed. */
    static final String PRICE = "price";

    /**
     * A line of a version.
     *
     * @param what product or service
     * @param quantity how many
     * @param unit of what
     * @param price of the whole line, before a discount on the whole; null if it has none of its own
     */
    public record Line(
            String what,
            BigDecimal quantity,
            String unit,
            @Nullable Money price) {

        /** One of something, without a price of its own. */
        public static Line of(String what) {
            return new Line(what, BigDecimal.ONE, "", null);
        }
    }

    /**
     * A version of the proposal.
     *
     * @param n its number, 1 for the first
     * @param lines products and services
     * @param cost what it costs us
     * @param price what the client is to pay
     * @param dates when it will be done, in words
     * @param paymentTerms in words
     * @param validUntil the last day on which it holds, in Moscow
     * @param fileHash of the document; empty if there is none
     * @param author who has written it, by id; null if a program has and nobody owns the card
     * @param at when
     */
    public record Version(
            int n,
            List<Line> lines,
            Money cost,
            Money price,
            String dates,
            String paymentTerms,
            LocalDate validUntil,
            String fileHash,
            @Nullable String author,
            Instant at) {

        static final Version NONE = new Version(
                0, List.of(), Money.roubles(0), Money.roubles(0), "", "", LocalDate.EPOCH, "", null, Instant.EPOCH);

        /** Keeps an unmodifiable copy. */
        public Version {
            lines = List.copyOf(lines);
        }

        /** The margin in per cent of the price, rounded half up to hundredths. */
        public BigDecimal margin() {
            return price.perCent(price.minus(cost));
        }

        /** Exact: a margin of 14.999 % is below a floor of 15 %, though it is told as 15.00 %. */
        boolean keeps(BigDecimal floor) {
            return BigDecimal.valueOf(price.minus(cost).minor())
                            .movePointRight(2)
                            .compareTo(floor.multiply(BigDecimal.valueOf(price.minor())))
                    >= 0;
        }

        /** Digests of the parts that approvers look at. */
        SortedMap<String, String> sections() {
            var sections = new TreeMap<String, String>();
            sections.put("scope", SectionDigest.of(lines));
            sections.put(PRICE, SectionDigest.of(cost, price));
            sections.put("dates", SectionDigest.of(dates));
            sections.put("payment", SectionDigest.of(paymentTerms));
            sections.put("validity", SectionDigest.of(validUntil));
            return sections;
        }

        Version priced(Proposal.OfferPrice t, @Nullable String by, Instant now) {
            return new Version(
                    n + 1,
                    lines,
                    cost,
                    t.price(),
                    dates,
                    paymentTerms,
                    Objects.requireNonNullElse(t.validUntil(), validUntil),
                    t.fileHash(),
                    by,
                    now);
        }
    }

    /** What somebody who discusses a version comes to. */
    public enum Decision {
        /** It may go on. */
        AGREED,
        /** There is a risk that must be closed first. */
        RISK
    }

    /**
     * Something said inside the company.
     *
     * @param n its number, 1 for the first
     * @param user who said it, by id
     * @param roles what he or she is
     * @param version about which version
     * @param text what
     * @param decision what it comes to
     * @param closed how the risk was closed; empty until then, and for what is no risk
     * @param closedBy who has closed it, by id; empty until then
     * @param at when
     */
    public record Remark(
            int n,
            String user,
            Set<Role> roles,
            int version,
            String text,
            Decision decision,
            String closed,
            String closedBy,
            Instant at) {

        /** Keeps an unmodifiable copy. */
        public Remark {
            roles = Set.copyOf(roles);
        }

        /** Whether it is a risk that nobody has closed. */
        public boolean isOpenRisk() {
            return decision == Decision.RISK && closed.isEmpty();
        }
    }

    /**
     * Where and when a version went to the client.
     *
     * @param version which one
     * @param channel how
     * @param at when
     */
    public record Sent(int version, String channel, Instant at) {}

    /**
     * A round of re-bidding.
     *
     * @param n its number, 1 for the first
     * @param clientTarget the price that the client wants
     * @param ourPrice our answer; null until it is given
     * @param at when the client said it
     */
    public record Round(int n, Money clientTarget, @Nullable Money ourPrice, Instant at) {

        Round answered(Money price) {
            return new Round(n, clientTarget, price, at);
        }
    }

    /**
     * What the client has said.
     *
     * @param accepted yes; else the client wants another price
     * @param version about which version
     * @param text in the client's words; empty if there are none
     * @param at when
     */
    public record ClientDecision(boolean accepted, int version, String text, Instant at) {}

    /**
     * The version that the client has bought.
     *
     * @param version its number
     * @param digest of all that it says, by which a later change would be seen
     * @param at when it was fixed
     */
    public record Frozen(int version, String digest, Instant at) {}

    /** Keeps unmodifiable copies. */
    public ProposalData {
        requirements = List.copyOf(requirements);
        discussedBy = List.copyOf(discussedBy);
        versions = List.copyOf(versions);
        discussion = List.copyOf(discussion);
        rounds = List.copyOf(rounds);
    }

    /** A request for a proposal. */
    public static ProposalData of(
            String title,
            String company,
            ContactRef contact,
            String direction,
            List<String> requirements,
            @Nullable LocalDate due) {
        return new ProposalData(
                title,
                company,
                contact,
                direction,
                requirements,
                "",
                due,
                false,
                Proposal.DISCUSSED_BY,
                Proposal.MARGIN_FLOOR,
                false,
                List.of(),
                List.of(),
                ApprovalSheet.NONE,
                null,
                List.of(),
                null,
                null);
    }

    /** The same with a technical specification (ТЗ): a file's name, address or hash. */
    public ProposalData specification(String where) {
        return change().specification(where).done();
    }

    /** The same that must be discussed by these roles. */
    public ProposalData toBeDiscussedBy(Role... roles) {
        return change().discussedBy(List.of(roles)).done();
    }

    /** The same with another least margin, in per cent. */
    public ProposalData marginFloor(BigDecimal perCent) {
        return change().marginFloor(perCent).done();
    }

    /** The same, but what the client accepts is a success at once, without re-bidding. */
    public ProposalData acceptedDirectly() {
        return change().directAcceptance(true).done();
    }

    /** The current version; one with the number 0, without lines and money, before the first is written. */
    public Version current() {
        return versions.isEmpty() ? Version.NONE : versions.get(versions.size() - 1);
    }

    /** What the client is to pay by the current version; no roubles before the first. */
    public Money price() {
        return current().price();
    }

    /** What the current version costs us; no roubles before the first. */
    public Money cost() {
        return current().cost();
    }

    /** The margin of the current version in per cent of the price, rounded half up to hundredths. */
    public BigDecimal margin() {
        return current().margin();
    }

    Header header() {
        return Header.of(title, contact)
                .amount(versions.isEmpty() ? null : price())
                .direction(direction.isBlank() ? null : direction)
                .company(company.isBlank() ? null : company);
    }

    /** When the current version holds no more; null before the first. */
    @Nullable
    ZonedDateTime validityEnds() {
        return versions.isEmpty() ? null : current().validUntil().plusDays(1).atStartOfDay(Proposal.ZONE);
    }

    /** Whether the client has got the current version. */
    boolean isSent() {
        return sent != null && sent.version() == current().n();
    }

    /** Whether the client has said yes to the current version. */
    boolean isAccepted() {
        return clientDecision != null
                && clientDecision.accepted()
                && clientDecision.version() == current().n();
    }

    boolean keepsFloor() {
        return current().keeps(marginFloor);
    }

    /** The margin is at the floor or above, or somebody who may has approved this very price below it. */
    boolean mayBeOffered() {
        return keepsFloor() || isExceptionApproved();
    }

    private boolean isExceptionApproved() {
        var price = current().sections().get(PRICE);
        return approvals.lines().stream()
                .filter(ProposalData::judgesException)
                .map(ApprovalLine::verdict)
                .anyMatch(v -> v != null
                        && v.answer() == Answer.APPROVED
                        && Objects.equals(v.seen().get(PRICE), price));
    }

    /** All approvals of what the current version says are there, and its price may be offered. */
    boolean isApproved() {
        return approvals.isPositive() && approvals.sections().equals(current().sections()) && mayBeOffered();
    }

    /** The price that is wanted, or ours, is below the floor. */
    boolean floorIsHit() {
        var target = rounds.isEmpty() ? price() : rounds.get(rounds.size() - 1).clientTarget();
        return !keepsFloor()
                || (target.currency().equals(price().currency())
                        && !current()
                                .priced(new Proposal.OfferPrice(target), null, Instant.EPOCH)
                                .keeps(marginFloor));
    }

    @Nullable
    Round openRound() {
        var last = rounds.isEmpty() ? null : rounds.get(rounds.size() - 1);
        return last == null || last.ourPrice() != null ? null : last;
    }

    /** Roles that have not said anything about the current version. */
    List<Role> silentRoles() {
        return discussedBy.stream()
                .filter(role -> discussion.stream()
                        .noneMatch(
                                r -> r.version() == current().n() && r.roles().contains(role)))
                .toList();
    }

    List<Remark> openRisks() {
        return discussion.stream().filter(Remark::isOpenRisk).toList();
    }

    /** Roles in which this employee approves here. */
    Set<Role> rolesOnSheet(Actor actor) {
        return approvals.lines().stream()
                .filter(l ->
                        l.employee() == null ? actor.is(l.role()) : l.employee().equals(actor.id()))
                .map(ApprovalLine::role)
                .collect(Collectors.toUnmodifiableSet());
    }

    ProposalData drafted(Proposal.SubmitVersion t, @Nullable String author, Instant now) {
        var version = new Version(
                current().n() + 1,
                t.lines(),
                Objects.requireNonNull(t.cost()),
                Objects.requireNonNull(t.price()),
                t.dates(),
                t.paymentTerms(),
                Objects.requireNonNull(t.validUntil()),
                t.fileHash(),
                author,
                now);
        return change().versions(and(versions, version)).done();
    }

    ProposalData commented(Proposal.CommentDraft t, Actor by, Instant now) {
        var remark = new Remark(
                discussion.size() + 1,
                by.id(),
                by.roles(),
                current().n(),
                t.text().strip(),
                t.decision(),
                "",
                "",
                now);
        return change().discussion(and(discussion, remark)).done();
    }

    ProposalData riskClosed(Proposal.CloseRisk t, Actor by) {
        var closed = discussion.stream()
                .map(r -> r.n() == t.remark() && r.isOpenRisk()
                        ? new Remark(
                                r.n(),
                                r.user(),
                                r.roles(),
                                r.version(),
                                r.text(),
                                r.decision(),
                                t.how().strip(),
                                by.id(),
                                r.at())
                        : r)
                .toList();
        return change().discussion(closed).done();
    }

    /**
     * The same with those who must approve the current version. Verdicts on what has not changed stay, unless the author
     * of this version gave them. A price below the floor is judged as an exception even if nobody asks for that.
     */
    ProposalData askedToApprove(List<ApprovalStep> required) {
        var steps = new ArrayList<>(required);
        if (!keepsFloor()
                && required.stream().flatMap(s -> s.lines().stream()).noneMatch(ProposalData::judgesException)) {
            steps.add(ApprovalStep.all(ApprovalLine.of(Role.DIRECTOR, "limit")));
        }
        var author = current().author();
        var others = approvals.steps().stream()
                .map(s -> new ApprovalStep(
                        s.lines().stream().map(l -> withoutVerdictOf(author, l)).toList(), s.quorum()))
                .toList();
        var sheet = new ApprovalSheet(author, others, approvals.sections(), approvals.delegations())
                .renewed(current().sections())
                .required(steps);
        return change().approvals(sheet).done();
    }

    private static boolean judgesException(ApprovalLine line) {
        var looksAtPrice = line.sections().isEmpty() || line.sections().contains(PRICE);
        return looksAtPrice && (line.role().equals(Role.DIRECTOR) || line.why().equals("limit"));
    }

    private static ApprovalLine withoutVerdictOf(@Nullable String author, ApprovalLine line) {
        var verdict = line.verdict();
        var isHis = author != null
                && verdict != null
                && (author.equals(verdict.by()) || author.equals(verdict.insteadOf()));
        return isHis ? new ApprovalLine(line.role(), line.employee(), line.why(), line.sections(), null) : line;
    }

    /** Who is asked now and was not before. */
    List<ApprovalLine> newlyAsked(ProposalData before) {
        var waiting = new HashSet<>(before.approvals.waitingFor());
        return approvals.waitingFor().stream().filter(l -> !waiting.contains(l)).toList();
    }

    ProposalData decided(Actor by, Answer answer, String comment, Instant now) {
        return change().approvals(approvals.decided(by, answer, comment, now, Proposal.day(now)))
                .done();
    }

    ProposalData delegated(Proposal.DelegateApprovals t, Actor by) {
        return change().approvals(
                        approvals.delegated(Delegation.of(by.id(), rolesOnSheet(by), t.to(), t.first(), t.last())))
                .done();
    }

    ProposalData sent(Proposal.Send t, Instant now) {
        return change().sent(new Sent(current().n(), t.channel().strip(), now)).done();
    }

    ProposalData countered(Proposal.CounterOffer t, Instant now) {
        return change().rounds(and(rounds, new Round(rounds.size() + 1, t.price(), null, now)))
                .clientDecision(new ClientDecision(false, current().n(), t.comment(), now))
                .done();
    }

    ProposalData accepted(Proposal.AcceptByClient t, Instant now) {
        return change().clientDecision(new ClientDecision(true, current().n(), t.comment(), now))
                .done();
    }

    /** The round is answered; a price or validity that is not the old one makes a new version. */
    ProposalData priceOffered(Proposal.OfferPrice t, @Nullable String author, Instant now) {
        var old = current();
        var offered = old.priced(t, author, now);
        var answered = new ArrayList<>(rounds);
        answered.set(rounds.size() - 1, rounds.get(rounds.size() - 1).answered(t.price()));
        return change().rounds(answered)
                .versions(offered.sections().equals(old.sections()) ? versions : and(versions, offered))
                .done();
    }

    ProposalData fixed(Instant now) {
        var version = current();
        return change().frozen(new Frozen(version.n(), SectionDigest.of(version), now))
                .done();
    }

    ProposalData consent(boolean withdrawn) {
        return change().consentWithdrawn(withdrawn).done();
    }

    /** Opened again: what the client got and said belongs to a version that is over. */
    ProposalData startedAgain() {
        return change().sent(null).clientDecision(null).done();
    }

    private ProposalChange change() {
        return new ProposalChange(this);
    }

    private static <X> List<X> and(List<X> some, X more) {
        var all = new ArrayList<>(some);
        all.add(more);
        return all;
    }
}
