package dev.voronka.delivery.mail;

import dev.voronka.Addressee;
import dev.voronka.Card;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Message;
import dev.voronka.delivery.Delivery;
import dev.voronka.delivery.EffectHandler;
import dev.voronka.delivery.TryLater;
import dev.voronka.delivery.Undeliverable;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Writes letters: to employees who are told something ({@link Effect.Tell}) and to people outside ({@link Effect.Write}).
 * Plain text in UTF-8. A repetition has the same {@code Message-ID}, by which many servers drop it. Thread-safe.
 *
 * <p>The session is the host's, with its server, user and password; give it time-outs ({@code mail.smtp.timeout} and the
 * like) below the lease. Where an address is missing or refused for good, the effect becomes a dead letter with the reason.
 */
public final class MailHandler implements EffectHandler {

    private static final int LONGEST_SUBJECT = 100;

    private record Letter(String to, Locale language, Message message) {}

    private final String code;
    private final Session session;
    private final InternetAddress from;
    private final AddressBook book;
    private final Predicate<Effect> wanted;
    private final BiFunction<Delivery, String, String> subject;

    private MailHandler(
            String code,
            Session session,
            InternetAddress from,
            AddressBook book,
            Predicate<Effect> wanted,
            BiFunction<Delivery, String, String> subject) {
        this.code = code;
        this.session = session;
        this.from = from;
        this.book = book;
        this.wanted = wanted;
        this.subject = subject;
    }

    /**
     * A handler with the code {@code mail}, whose letters to employees have the card's title as their subject, and those
     * to people outside the first line of the text.
     *
     * @param session how letters are sent
     * @param from the sender, such as {@code Отдел продаж <sales@example.org>}
     * @param book who has which address
     * @throws InvalidInput if the sender is no mail address
     */
    public static MailHandler of(Session session, String from, AddressBook book) {
        Objects.requireNonNull(session, "session: how letters are sent");
        Objects.requireNonNull(from, "from: the sender");
        Objects.requireNonNull(book, "book: who has which address");
        return new MailHandler("mail", session, sender(from), book, effect -> true, MailHandler::subject);
    }

    private static InternetAddress sender(String from) {
        try {
            var sender = new InternetAddress(from, true);
            if (sender.getPersonal() != null) {
                sender.setPersonal(sender.getPersonal(), StandardCharsets.UTF_8.name());
            }
            return sender;
        } catch (AddressException | java.io.UnsupportedEncodingException wrong) {
            throw new InvalidInput(
                    "The sender of letters is no mail address; it looks like sales@example.org or Sales"
                            + " <sales@example.org>.",
                    wrong);
        }
    }

    /** The same under another stored name. */
    public MailHandler named(String other) {
        return new MailHandler(other, session, from, book, wanted, subject);
    }

    /** The same for some of what is told and written only. */
    public MailHandler only(Predicate<Effect> effects) {
        return new MailHandler(code, session, from, book, effects, subject);
    }

    /** The same with other subjects, made of the delivery and the text. Line breaks in it become spaces. */
    public MailHandler subjects(BiFunction<Delivery, String, String> made) {
        return new MailHandler(code, session, from, book, wanted, made);
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public boolean takes(Effect effect) {
        return (effect instanceof Effect.Tell || effect instanceof Effect.Write) && wanted.test(effect);
    }

    @Override
    public void deliver(Delivery delivery) {
        var letter = letter(delivery);
        var text = delivery.text(letter.message(), letter.language());
        try {
            var mail = new KeyedMail(session, messageId(delivery));
            mail.setFrom(from);
            mail.setRecipient(jakarta.mail.Message.RecipientType.TO, address(letter.to()));
            mail.setSubject(oneLine(subject.apply(delivery, text)), StandardCharsets.UTF_8.name());
            mail.setText(text, StandardCharsets.UTF_8.name());
            mail.setSentDate(Date.from(delivery.now()));
            mail.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(mail);
        } catch (SendFailedException refused) {
            throw refused.getInvalidAddresses() == null || refused.getInvalidAddresses().length == 0
                    ? later(refused)
                    : new Undeliverable("The mail server does not take the recipient's address.", refused);
        } catch (MessagingException failed) {
            throw later(failed);
        }
    }

    /** Its own words may quote an address. */
    private static TryLater later(MessagingException failed) {
        return new TryLater("The letter could not be sent: " + failed.getClass().getSimpleName() + ".", null, failed);
    }

    private Letter letter(Delivery delivery) {
        if (delivery.effect() instanceof Effect.Write write) {
            if (!write.to().isKnown()) {
                throw new Undeliverable("The effect names no contact to write to.");
            }
            var to = book.ofContact(write.to())
                    .orElseThrow(() ->
                            new Undeliverable("The address book has no mail address for contact " + write.to() + "."));
            return new Letter(to, book.languageOfContact(write.to()), write.message());
        }
        if (delivery.effect() instanceof Effect.Tell tell) {
            var employee = delivery.employee(tell.to()).orElseThrow(() -> new Undeliverable(nobody(tell.to())));
            var to = book.ofEmployee(employee)
                    .orElseThrow(() ->
                            new Undeliverable("The address book has no mail address for employee " + employee + "."));
            return new Letter(to, book.languageOfEmployee(employee), tell.message());
        }
        throw new Undeliverable("A " + delivery.effectCode() + " cannot be sent as a letter.");
    }

    private static String nobody(Addressee addressee) {
        return addressee instanceof Addressee.Holder holder
                ? "Nobody in the directory has role " + holder.role() + " over the card's owner."
                : "The card has no owner who could be told.";
    }

    private static InternetAddress address(String to) {
        try {
            return new InternetAddress(to, true);
        } catch (AddressException wrong) {
            throw new Undeliverable("What the address book gives for the recipient is no mail address.", wrong);
        }
    }

    private static String subject(Delivery delivery, String text) {
        var title = delivery.effect() instanceof Effect.Tell
                ? delivery.card().map((Card<?> c) -> c.header().title()).orElse("")
                : "";
        return title.isBlank() ? text.strip().lines().findFirst().orElse("") : title;
    }

    /** A line break in a subject would begin another header. */
    private static String oneLine(String subject) {
        var line = subject.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    private String messageId(Delivery delivery) {
        var address = from.getAddress();
        var host = address.substring(address.lastIndexOf('@') + 1);
        return "<" + delivery.key().replace('/', '.') + "." + code + "@" + host + ">";
    }

    /** A letter whose id is made of the effect's key. */
    private static final class KeyedMail extends MimeMessage {
        private final String id;

        KeyedMail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
