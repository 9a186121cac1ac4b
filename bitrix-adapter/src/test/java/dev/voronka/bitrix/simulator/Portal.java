package dev.voronka.bitrix.simulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A Bitrix24 portal on this machine. It speaks the documented REST over HTTP, and has no memory beyond its own life.
 *
 * <pre>{@code
 * try (var portal = Portal.builder().build().start()) {
 *     portal.webhook();                                         // give this address to the client
 *     portal.ui().as(2).move("deal", 17, "C1:WON");             // a person drags a card
 *     portal.faults().next(1).answerLost();
 * }
 * }</pre>
 *
 * <p>All of it may be used by many threads.
 */
public final class Portal implements AutoCloseable {
    /** What the plan of the portal may forbid. */
    public enum Restriction {
        SMART_TYPES,
        SMART_ITEMS
    }

    static {
        // Without it every small answer waits 40 ms.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    final ReentrantLock lock = new ReentrantLock();
    final Times times;
    final Methods methods = new Methods();
    final Counts counts;
    final Limits limits;
    final Access access;
    final Statuses statuses = new Statuses();
    final People people;
    final Items items;
    final ItemForm form;
    final Categories categories;
    final SmartTypes types;
    final UserFields userFields;
    final History history;
    final Timeline timeline;
    final Activities activities;
    final Notifications notifications;
    final Tasks tasks;
    final Changes changes;
    final OfflineQueue offline;
    final StatusMethods statusMethods;
    final RestV3 restV3;
    final Batch batch;
    final Front front;
    final Page page;
    final Robots robots;
    private final PortalClock clock;
    private final Faults faults;
    private final Events events;
    private final PortalBuilder builder;
    private final Listener listener;
    private final Set<Restriction> restrictions = EnumSet.noneOf(Restriction.class);
    private final Set<String> missingFeatures = new TreeSet<>();
    private final Map<String, Double> costs = new HashMap<>();
    private final String memberId;
    private volatile URI movedTo;
    private volatile Instant downFrom = Instant.MAX;
    private volatile Instant downUntil = Instant.MAX;

    Portal(PortalBuilder builder) {
        this.builder = builder;
        Random random = new Random(builder.seed);
        clock = new PortalClock(builder.clock, lock);
        times = new Times(clock, builder.zone);
        counts = new Counts(this, lock);
        limits = new Limits(this);
        access = new Access(this, random);
        memberId = access.secret(32);
        people = new People(this);
        items = new Items(this);
        form = new ItemForm(this);
        categories = new Categories(this);
        types = new SmartTypes(this);
        userFields = new UserFields(this);
        history = new History(this);
        timeline = new Timeline(this);
        activities = new Activities(this);
        notifications = new Notifications(this);
        tasks = new Tasks(this);
        changes = new Changes(this);
        offline = new OfflineQueue(this);
        statusMethods = new StatusMethods(this);
        restV3 = new RestV3(this);
        batch = new Batch(this);
        front = new Front(this);
        page = new Page(this);
        robots = new Robots(this, lock);
        faults = new Faults(lock, new Random(builder.seed + 1));
        events = new Events(this, lock, builder.seed + 2);
        listener = new Listener(this);
        categories.begin(items.find(2));
        categories.begin(items.find(31));
        new ItemMethods(this).addTo(methods);
        new OldItemMethods(this).addTo(methods);
        new OldUserFieldMethods(this).addTo(methods);
        new UserFieldMethods(this).addTo(methods);
        new Duplicates(this).addTo(methods);
        new AppMethods(this).addTo(methods);
        EnumMethods.addTo(methods, this);
        new CardLayouts().addTo(methods);
        statusMethods.addTo(methods);
        categories.addTo(methods);
        types.addTo(methods);
        history.addTo(methods);
        timeline.addTo(methods);
        activities.addTo(methods);
        notifications.addTo(methods);
        tasks.addTo(methods);
        people.addTo(methods);
        changes.addTo(methods);
        offline.addTo(methods);
    }

    /** A portal that is not started yet. */
    public static PortalBuilder builder() {
        return new PortalBuilder();
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the port is taken
     */
    public Portal start() throws IOException {
        listener.start(builder.port, builder.httpsPort, builder.certificate);
        return this;
    }

    @Override
    public void close() {
        events.close();
        listener.stop();
    }

    /** Where the portal listens; {@code https} when it has an HTTPS port. Without a path. */
    public URI address() {
        return listener.address();
    }

    /** As {@link #address}, always without TLS. */
    public URI plainAddress() {
        return listener.plainAddress();
    }

    /** The certificate of the HTTPS port as a PEM file; empty without such a port. */
    public Optional<Path> certificate() {
        return listener.certificate();
    }

    String authority() {
        return address().getAuthority();
    }

    /** The portal's own id, which outlives a change of its address. */
    public String memberId() {
        return memberId;
    }

    /** A new webhook of the administrator that may call everything. Ends with a slash. */
    public URI webhook() {
        return webhook(1);
    }

    /** A new webhook of that user with these scopes, or all scopes. */
    public URI webhook(long userId, String... scopes) {
        return locked(() -> hook(userId, access.webhook(userId, Set.of(scopes), null)));
    }

    /** A new webhook of the administrator that may call everything until then, by the portal's clock. */
    public URI webhookUntil(Instant until) {
        return locked(() -> hook(1, access.webhook(1, Set.of(), until)));
    }

    /** Another administrator edits the webhook: its secret is no longer valid, and the new one is his. */
    public URI rotate(URI webhook, long newOwner) {
        String[] parts = webhook.getPath().split("/", -1);
        return locked(() -> {
            access.forgetWebhook(Long.parseLong(parts[2]), parts[3]);
            return hook(newOwner, access.webhook(newOwner, Set.of(), null));
        });
    }

    private URI hook(long userId, String secret) {
        return URI.create(address() + "/rest/" + userId + "/" + secret + "/");
    }

    /** A new local application, already installed, whose user comes back to that address. */
    public App app(URI redirect, String... scopes) {
        return locked(() -> access.app(redirect, Set.of(scopes)));
    }

    /** A code of that user for the application, as the browser would bring it; it lives 30 seconds and once. */
    public String authorizationCode(App app, long userId) {
        return locked(() -> access.code(app.clientId, userId));
    }

    /** Tokens of that user for the application, as its installation would bring them. */
    public Map<String, Object> tokens(App app, long userId) {
        return locked(() -> access.tokens(app, userId));
    }

    /** An outgoing webhook for these events. Returns its application token. */
    public String outgoingWebhook(URI handler, String... events) {
        return locked(() -> {
            String token = access.secret(32);
            for (String event : events) {
                changes.outgoingWebhook(event, handler, token);
            }
            return token;
        });
    }

    /** What persons do at the screen. */
    public Ui ui() {
        return new Ui(this);
    }

    /** Automation rules. */
    public Robots robots() {
        return robots;
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** The queue of online events. */
    public Events events() {
        return events;
    }

    /** The portal's time. */
    public PortalClock clock() {
        return clock;
    }

    /** What the portal has counted. */
    public Counts counts() {
        return counts;
    }

    /** What the portal holds, for assertions. */
    public Ledger ledger() {
        return new Ledger(this);
    }

    /** All items of a kind as {@code crm.item.get} shows them with original names of user fields. */
    public List<Map<String, Object>> items(String type) {
        return ledger().items(type);
    }

    /** How the portal is set up by its administrator. */
    public Setup setup() {
        return new Setup(this);
    }

    /** No connection is answered between these moments of the portal's clock. */
    public void down(Instant from, Instant until) {
        downFrom = from;
        downUntil = until;
    }

    boolean isDown() {
        if (downFrom.equals(Instant.MAX)) {
            return false;
        }
        Instant now = clock.instant();
        return !now.isBefore(downFrom) && now.isBefore(downUntil);
    }

    /** The portal has got another address: whoever calls the old one is sent there with 302. */
    public void movedTo(URI address) {
        movedTo = address;
    }

    URI movedTo() {
        return movedTo;
    }

    /** Says what the plan forbids from now on, or no longer forbids. */
    public void restrict(Restriction what, boolean yes) {
        locked(() -> yes ? restrictions.add(what) : restrictions.remove(what));
    }

    boolean isRestricted(Restriction what) {
        return restrictions.contains(what);
    }

    /** The plan lacks that feature ({@code rest_offline_extended}, {@code rest_auth_connector}). */
    public void withoutFeature(String code) {
        locked(() -> missingFeatures.add(code));
    }

    boolean hasFeature(String code) {
        return code != null && !missingFeatures.contains(code);
    }

    /** How much operating time each call of that method costs from now on, in seconds. */
    public void operatingCost(String method, double seconds) {
        locked(() -> costs.put(method, seconds));
    }

    double costOf(String method) {
        boolean reads = method.endsWith(".get") || method.endsWith(".list") || method.endsWith(".fields");
        return costs.getOrDefault(method, method.equals("batch") ? 0.0 : reads ? 0.01 : 0.05);
    }

    Duration operatingLimit() {
        return Duration.ofMinutes(8);
    }

    Plan plan() {
        return builder.plan;
    }

    int crmMode() {
        return builder.crmMode;
    }

    boolean isHttpsOnly() {
        return builder.httpsOnly;
    }

    Kind kindOf(String type) {
        Long number = Values.number(type);
        Kind kind = number != null ? items.find(number) : items.named(type.equals("invoice") ? "smart_invoice" : type);
        if (kind == null) {
            throw new IllegalArgumentException("The portal has no kind of items \"" + type
                    + "\". It has lead, deal, contact, company, quote, invoice, and smart"
                    + " processes by their entityTypeId.");
        }
        return kind;
    }

    void merge(Kind kind, Item keep, Item gone, Author author) {
        Map<String, Object> missing = new HashMap<>();
        gone.values.forEach((name, value) -> {
            if (keep.get(name) == null && !name.equals("fm")) {
                missing.put(name, value);
            }
        });
        List<Object> phones = new ArrayList<>();
        Values.list(gone.get("fm")).forEach(each -> {
            Map<String, Object> row = Values.map(each);
            row.remove("id");
            phones.add(row);
        });
        if (!phones.isEmpty()) {
            missing.put("fm", phones);
        }
        timeline.move(kind, gone.id, keep.id);
        items.change(kind, keep, missing, author);
        items.delete(kind, gone, author);
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            clock.doDue();
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    static Clock system() {
        return Clock.systemUTC();
    }

    static ZoneId moscow() {
        return ZoneId.of("Europe/Moscow");
    }
}
