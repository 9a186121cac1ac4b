package dev.voronka.bitrix.mapping;

/** Where the value of a field comes from. */
public sealed interface FieldSource {

    /** As the file names it: {@code data: report.discussed}. */
    String word();

    /** voronka's own. */
    record Own(OwnField field) implements FieldSource {
        @Override
        public String word() {
            return "own: " + field;
        }
    }

    /** A part of a line of the journal. */
    record Journal(JournalField field) implements FieldSource {
        @Override
        public String word() {
            return "journal: " + field;
        }
    }

    /** The header of the card. */
    record Part(HeaderPart part) implements FieldSource {
        @Override
        public String word() {
            return "header: " + part.word();
        }
    }

    /** A customer's own field of the process. */
    record Custom(String code) implements FieldSource {
        @Override
        public String word() {
            return "custom: " + code;
        }
    }

    /** A part of the card's data record, by its path: {@code report.discussed}. */
    record Path(String path) implements FieldSource {
        @Override
        public String word() {
            return "data: " + path;
        }
    }

    /** Nothing of the card: a person fills it in, so that dragging the item says enough. */
    record Report(String code) implements FieldSource {
        @Override
        public String word() {
            return "report: " + code;
        }
    }
}
