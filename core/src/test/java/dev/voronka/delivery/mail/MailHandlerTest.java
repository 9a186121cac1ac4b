package dev.voronka.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.delivery.DeliverySettings;
import dev.voronka.delivery.Notes;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.run.Voronka;
import dev.voronka.store.Parcel;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Letters to a small but real mail server. */
class MailHandlerTest {

    private static final AddressBook BOOK = new AddressBook() {
        private final Map<String, String> all =
                Map.of("e17", "anna@example.org", "c1", "client@example.org", "c2", "no address");

        @Override
        public Optional<String> ofEmployee(String id) {
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public Optional<String> ofContact(ContactRef contact) {
            return Optional.ofNullable(all.get(contact.id()));
        }
    };

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private MailServer server;
    private Session session;
    private Voronka voronka;

    @BeforeEach
    void a_server_is_there() throws IOException {
        server = new MailServer();
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(server.port()));
        properties.put("mail.smtp.timeout", "5000");
        properties.put("mail.smtp.connectiontimeout", "5000");
        session = Session.getInstance(properties);
        voronka = voronka(MailHandler.of(session, "Отдел продаж <sales@example.org>", BOOK));
    }

    @AfterEach
    void the_server_goes() {
        server.close();
    }

    private Voronka voronka(MailHandler handler) {
        return Voronka.builder()
                .process(Notes.PROCESS)
                .clock(clock)
                .handler(handler)
                .delivery(DeliverySettings.standard().pauses(Duration.ofSeconds(10), 2, Duration.ofSeconds(20)))
                .build();
    }

    private void writes(String contact, String words) {
        var notes = voronka.funnel(Notes.PROCESS);
        notes.fire(Notes.card(notes).id(), new Notes.WriteTo(contact, words), Notes.REP)
                .orThrow();
        voronka.deliver();
    }

    private void tells(String words) {
        var notes = voronka.funnel(Notes.PROCESS);
        Notes.say(notes, Notes.card(notes), words);
        voronka.deliver();
    }

    private MimeMessage letter(int number) throws MessagingException {
        return new MimeMessage(
                session, new ByteArrayInputStream(server.letters.get(number).getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void a_person_outside_gets_a_letter_in_russian() throws MessagingException, IOException {
        writes("c1", "приглашение на показ");

        var letter = letter(0);
        assertThat(letter.getSubject()).isEqualTo("message.приглашение на показ");
        assertThat(letter.getContent().toString().strip()).isEqualTo("message.приглашение на показ");
        assertThat(letter.getContentType()).containsIgnoringCase("utf-8").contains("text/plain");
        assertThat(letter.getAllRecipients()).containsExactly(new InternetAddress("client@example.org"));
        var from = (InternetAddress) letter.getFrom()[0];
        assertThat(from.getPersonal()).isEqualTo("Отдел продаж");
        assertThat(from.getAddress()).isEqualTo("sales@example.org");
        assertThat(letter.getSentDate()).isEqualTo(java.util.Date.from(clock.instant()));
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void an_employee_gets_a_letter_about_the_card() throws MessagingException, IOException {
        tells("hello");

        assertThat(letter(0).getSubject()).isEqualTo("note");
        assertThat(letter(0).getContent().toString().strip()).isEqualTo("message.hello");
        assertThat(letter(0).getAllRecipients()).containsExactly(new InternetAddress("anna@example.org"));
    }

    @Test
    void the_subject_may_be_made_by_the_host_but_never_holds_a_line_break() throws MessagingException {
        voronka = voronka(MailHandler.of(session, "sales@example.org", BOOK)
                .subjects((delivery, text) -> "Важно:\r\nBcc: everybody@example.org " + text));

        tells("hello");

        assertThat(letter(0).getSubject()).isEqualTo("Важно: Bcc: everybody@example.org message.hello");
        assertThat(letter(0).getHeader("Bcc")).isNull();
    }

    @Test
    void a_repetition_has_the_same_message_id() throws MessagingException {
        voronka = voronka(MailHandler.of(session, "sales@example.org", BOOK));
        server.answers.put("anna@example.org", "451 try later");
        tells("hello");
        server.answers.clear();
        clock.advance(Duration.ofSeconds(10));
        voronka.deliver();

        assertThat(server.letters).hasSize(1);
        assertThat(letter(0).getMessageID()).matches("<[0-9a-f-]{36}\\.2\\.2\\.mail@example\\.org>");
    }

    @Test
    void a_server_that_is_away_is_tried_again() {
        server.close();

        tells("hello");

        assertThat(voronka.deliveries().dead(9)).isEmpty();
        assertThat(voronka.deliveries().backlog().byHandler()).containsKey("mail");
    }

    @Test
    void an_address_that_the_server_refuses_for_good_makes_a_dead_letter() {
        server.answers.put("client@example.org", "550 no such user client@example.org");

        writes("c1", "invitation");

        assertThat(dead()).contains("does not take the recipient's address").doesNotContain("client@");
    }

    @Test
    void who_has_no_address_makes_a_dead_letter_that_says_who() {
        writes("c9", "invitation");
        assertThat(dead()).contains("contact c9");

        writes("c2", "invitation");
        assertThat(voronka.deliveries().dead(9))
                .extracting(Parcel::why)
                .anySatisfy(
                        why -> assertThat(why).contains("is no mail address").doesNotContain("no address at"));
    }

    @Test
    void a_letter_to_nobody_makes_a_dead_letter() {
        writes("", "invitation");

        assertThat(dead()).contains("names no contact");
    }

    @Test
    void only_what_is_told_and_written_is_sent_and_less_if_the_host_wants() {
        var mail = MailHandler.of(session, "sales@example.org", BOOK);

        assertThat(mail.takes(Effect.comment("x"))).isFalse();
        assertThat(mail.takes(Effect.tellOwner("x"))).isTrue();
        assertThat(mail.takes(Effect.write(ContactRef.of("c1"), "x"))).isTrue();
        assertThat(mail.only(Effect.Write.class::isInstance).takes(Effect.tellOwner("x")))
                .isFalse();
        assertThat(mail.named("letters").code()).isEqualTo("letters");
    }

    @Test
    void a_sender_that_is_no_address_is_refused_when_the_handler_is_made() {
        assertThatThrownBy(() -> MailHandler.of(session, "sales department", BOOK))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("sales@example.org");
    }

    private String dead() {
        return voronka.deliveries().dead(9).get(0).why();
    }
}
