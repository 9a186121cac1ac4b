package dev.voronka.process.contract;

import dev.voronka.Actor;
import dev.voronka.Header;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.TextRef;
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
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The contract's card.
 *
 * @param kind what kind of contract it is
 * @param title what people call it
 * @param number its number; empty until it has one
 * @param company the counterparty, by the host's id or INN; null if there is none yet
 * @param direction the line of business; null if there is none
 * @param parties the sides, with requisites
 * @param amount what it is worth; null if that is not known
 * @param risk how risky it is, 0 (not known or none) to 100; the company's approval rules may look at it
 * @param template the template that was filled; empty if none
 * @param validUntil the last day on which the other side may accept our draft; null if there is none
 * @param terms the essential terms; empty texts until the protocol is ready
 * @param versions of the text, oldest first
 * @param round of negotiation, 1 for the first; a protocol of disagreements begins the next
 * @param protocolItems clauses about which the sides have disagreed
 * @param sheet who must approve the current version, and who has
 * @param approvals all that approvers have said, on earlier versions too
 * @param waitingSince since when those whose turn it is are waited for; null before the approval
 * @param signatures under the current version
 */
public record ContractData(
        Kind kind,
        String title,
        String number,
        @Nullable String company,
        @Nullable String direction,
        List<Party> parties,
        @Nullable Money amount,
        int risk,
        String template,
        @Nullable LocalDate validUntil,
        Terms terms,
        List<Version> versions,
        int round,
        List<ProtocolItem> protocolItems,
        ApprovalSheet sheet,
        List<Approval> approvals,
        @Nullable Instant waitingSince,
        List<Signature> signatures) {

    /** Keeps unmodifiable copies. */
    public ContractData {
        parties = List.copyOf(parties);
        versions = List.copyOf(versions);
        protocolItems = List.copyOf(protocolItems);
        approvals = List.copyOf(approvals);
        signatures = List.copyOf(signatures);
    }

    /** A contract to be made: with which company and, if that is known, for how much. */
    public static ContractData of(Kind kind, String title, @Nullable String company, @Nullable Money amount) {
        return new ContractData(
                kind,
                title,
                "",
                company,
                null,
                List.of(),
                amount,
                0,
                "",
                null,
                Terms.NONE,
                List.of(),
                1,
                List.of(),
                ApprovalSheet.NONE,
                List.of(),
                null,
                List.of());
    }

    /** The same with a number. */
    public ContractData number(String given) {
        return changed(d -> d.number = given);
    }

    /** The same for a line of business. */
    public ContractData direction(@Nullable String code) {
        return changed(d -> d.direction = code);
    }

    /** The same with these parties. */
    public ContractData parties(Party... known) {
        return changed(d -> d.parties = List.of(known));
    }

    /** The same for another amount. */
    public ContractData amount(@Nullable Money worth) {
        return changed(d -> d.amount = worth);
    }

    /** The same with a risk, 0 to 100. */
    public ContractData risk(int points) {
        return changed(d -> d.risk = points);
    }

    /** The same with a last day on which the other side may accept our draft. */
    public ContractData validUntil(@Nullable LocalDate day) {
        return changed(d -> d.validUntil = day);
    }

    /** The same with what is known of the terms, from a proposal for instance. */
    public ContractData terms(Terms known) {
        return changed(d -> d.terms = known);
    }

    /** The number of the current version; 0 if there is none. */
    public int version() {
        return versions.size();
    }

    /** The date of the contract: that of the later signature; null until both sides have signed. */
    public @Nullable LocalDate signedOn() {
        return isSignedBy(Side.OURS) && isSignedBy(Side.THEIRS)
                ? signatures.stream()
                        .map(Signature::signedOn)
                        .max(Comparator.naturalOrder())
                        .orElse(null)
                : null;
    }

    /** Whether this side has signed the current version. */
    public boolean isSignedBy(Side side) {
        return signatures.stream().anyMatch(s -> s.side() == side);
    }

    /**
     * Digests of the sections of the current version. {@code document} is the whole text: who looks at everything is
     * asked again when a file has changed in any way.
     */
    public SortedMap<String, String> sections() {
        var sections = new TreeMap<String, String>();
        sections.put("parties", SectionDigest.of(parties));
        sections.put("subject", SectionDigest.of(kind, terms.subject()));
        sections.put("price", SectionDigest.of(amount, terms.price()));
        sections.put("dates", SectionDigest.of(terms.dates(), terms.until()));
        sections.put("rights", SectionDigest.of(terms.rights()));
        sections.put("liability", SectionDigest.of(terms.liability()));
        sections.put(
                "document",
                SectionDigest.of(current() == null ? null : current().hash()));
        return sections;
    }

    Header header() {
        return Header.of(title).amount(amount).direction(direction).company(company);
    }

    /** Figures for the approval rules. */
    Map<String, BigDecimal> facts() {
        return Map.of("risk", BigDecimal.valueOf(risk), "round", BigDecimal.valueOf(round));
    }

    @Nullable
    Version current() {
        return versions.isEmpty() ? null : versions.get(versions.size() - 1);
    }

    /** When our draft is no longer valid. */
    @Nullable
    ZonedDateTime validityEnd() {
        return dayAfter(validUntil);
    }

    /** When the contract's term is over. */
    @Nullable
    ZonedDateTime termEnd() {
        return dayAfter(terms.until());
    }

    private static @Nullable ZonedDateTime dayAfter(@Nullable LocalDate day) {
        return day == null ? null : day.plusDays(1).atStartOfDay(Contract.ZONE);
    }

    /** Since when approvers, or after a rejection the owner, are waited for; null once all have approved. */
    @Nullable
    ZonedDateTime askedSince() {
        return waitingSince == null || sheet.isPositive() ? null : waitingSince.atZone(Contract.ZONE);
    }

    /** Since when nothing but signatures is missing; null until then. */
    @Nullable
    ZonedDateTime approvedSince() {
        return waitingSince == null || !sheet.isPositive() ? null : waitingSince.atZone(Contract.ZONE);
    }

    /** Whether the approvals were given on what the card says now. */
    boolean isApprovedAsItIs() {
        return sheet.sections().equals(sections());
    }

    /** In which roles somebody has not said yes, as arguments of a text. */
    List<TextRef> missingApprovals() {
        return sheet.isPositive()
                ? List.of()
                : sheet.lines().stream()
                        .filter(l -> !l.isApproved())
                        .map(l -> new TextRef("role." + l.role()))
                        .distinct()
                        .toList();
    }

    boolean isStoppedBySecurity() {
        return sheet.lines().stream().anyMatch(l -> l.role().equals(Role.SECURITY) && !l.isOpen() && !l.isApproved());
    }

    /** Whether the actor approves something here, now or later. */
    boolean hasLineOf(Actor actor) {
        return sheet.lines().stream()
                .anyMatch(l ->
                        l.employee() == null ? actor.is(l.role()) : l.employee().equals(actor.id()));
    }

    /** Whether the actor asks for the approval or wrote what is to be approved. */
    boolean isOwnWork(Actor actor) {
        var version = current();
        return sheet.isOwnRequest(actor) || (version != null && version.author().equals(actor.id()));
    }

    /** Who is waited for now and was not before. */
    List<ApprovalLine> newlyAsked(ContractData before) {
        var already = before.sheet.waitingFor();
        return sheet.waitingFor().stream().filter(l -> !already.contains(l)).toList();
    }

    List<String> openClauses() {
        return protocolItems.stream()
                .filter(ProtocolItem::isOpen)
                .map(ProtocolItem::clause)
                .toList();
    }

    /** The parties as a trigger leaves them: none named means those that are known. */
    List<Party> partiesWith(Contract.BringsText t) {
        return t.parties().isEmpty() ? parties : t.parties();
    }

    /** The amount as a trigger leaves it: none named means the one that is known. */
    @Nullable
    Money amountWith(Contract.BringsText t) {
        return t.amount() == null ? amount : t.amount();
    }

    ContractData drafted(Contract.DraftReady t, String author, Instant now) {
        return changed(d -> d.number = t.number().isBlank() ? number : t.number())
                .brought(t, author, now);
    }

    /** A new version, if the trigger brings a text; what was signed before is void. */
    ContractData brought(Contract.BringsText t, String author, Instant now) {
        var known = changed(d -> {
            d.parties = partiesWith(t);
            d.amount = amountWith(t);
        });
        return t.document().isGiven() ? known.withVersion(t.document(), author, now) : known;
    }

    private ContractData withVersion(Document document, String author, Instant now) {
        var hash = document.hasFile()
                ? document.hash()
                : SectionDigest.of(document.template(), kind, title, number, parties, amount, terms);
        var all = new ArrayList<>(versions);
        all.add(new Version(version() + 1, document.file(), hash, author, now));
        return changed(d -> {
            d.versions = all;
            d.template = document.template().isBlank() ? template : document.template();
            d.signatures = List.of();
        });
    }

    /** The same on the way to the approvers: with terms, with who asks them, and without signatures. */
    ContractData agreed(Contract.SetsTerms t) {
        return changed(d -> {
            d.terms = t.terms();
            d.signatures = List.of();
        });
    }

    /** The same asked for by somebody. */
    ContractData requestedBy(String requester) {
        return changed(
                d -> d.sheet = new ApprovalSheet(requester, sheet.steps(), sheet.sections(), sheet.delegations()));
    }

    /** Asks those who are required; approvals of sections that have not changed stay. */
    ContractData asking(List<ApprovalStep> steps) {
        return changed(d -> d.sheet = sheet.renewed(sections()).required(steps));
    }

    ContractData waiting(Instant now) {
        return changed(d -> d.waitingSince = now);
    }

    ContractData decided(Actor actor, Answer answer, String comment, Instant now) {
        var after = sheet.decided(actor, answer, comment, now, Contract.day(now));
        var log = new ArrayList<>(approvals);
        for (var i = 0; i < sheet.lines().size(); i++) {
            var line = after.lines().get(i);
            if (!line.equals(sheet.lines().get(i))) {
                log.add(new Approval(line.role(), actor.id(), version(), answer, comment, now));
            }
        }
        var said = changed(d -> {
            d.sheet = after;
            d.approvals = log;
        });
        var turns = after.status() != ApprovalSheet.Status.OPEN
                || !said.newlyAsked(this).isEmpty();
        return turns ? said.waiting(now) : said;
    }

    ContractData delegated(Actor from, Contract.DelegateApprovals t) {
        var roles = new LinkedHashSet<Role>();
        sheet.lines().stream().map(ApprovalLine::role).filter(from::is).forEach(roles::add);
        return changed(d -> d.sheet = sheet.delegated(Delegation.of(from.id(), roles, t.to(), t.first(), t.last())));
    }

    ContractData disagreed(Contract.DisagreementProtocol t) {
        var items = new ArrayList<>(protocolItems);
        for (var item : t.items()) {
            items.removeIf(i -> i.clause().equals(item.clause()));
            items.add(item.disputed());
        }
        return changed(d -> {
            d.round = round + 1;
            d.protocolItems = items;
            d.signatures = List.of();
        });
    }

    ContractData settled(Contract.SettleClause t) {
        return changed(d -> d.protocolItems = protocolItems.stream()
                .map(i -> i.clause().equals(t.clause()) ? i.settled(t.how(), t.wording()) : i)
                .toList());
    }

    ContractData reworked() {
        return changed(d -> d.signatures = List.of());
    }

    ContractData signed(Contract.Sign t, Instant now) {
        var all = new ArrayList<>(signatures);
        all.add(new Signature(t.side(), t.signatory(), t.authority(), t.authorityUntil(), t.date(now), version()));
        return changed(d -> d.signatures = all);
    }

    /** Without what tells of persons: fit for logs. */
    @Override
    public String toString() {
        return "ContractData[" + kind + ", version " + version() + ", round " + round + ", " + sheet.status() + "]";
    }

    private ContractData changed(Consumer<ContractDraft> change) {
        var draft = new ContractDraft(this);
        change.accept(draft);
        return draft.done();
    }
}
