package dev.voronka;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Proves that former names lead to one thing each, and none of them is somebody's present name. */
final class SoundNames<T extends Trigger, D> {

    private final Blueprint<T, D> process;
    private final Problems problems;

    /** Of a definition with all its stages, those that are switched off included. */
    SoundNames(Blueprint<T, D> process, Problems problems) {
        this.process = process;
        this.problems = problems;
    }

    void prove() {
        var present = new HashSet<>(process.declared.stream().map(Stage::name).toList());
        var told = new HashSet<String>();
        for (var sketch : process.stages) {
            names(sketch.stage.name(), sketch.formerly, Names::isUpper, "[A-Z][A-Z0-9_]{1,39}", present, told);
        }
        present.addAll(SoundTriggers.commonCodes());
        var types = SoundTriggers.triggerClasses(process);
        types.stream().map(t -> String.valueOf(Codes.find(t))).forEach(present::add);
        for (var type : types) {
            names(type.getSimpleName(), Codes.formerly(type), Names::isLower, "[a-z][a-z0-9-]{1,39}", present, told);
        }
    }

    private void names(
            String whose,
            List<String> former,
            Predicate<String> fits,
            String form,
            Set<String> present,
            Set<String> told) {
        for (var name : former) {
            if (!fits.test(name)) {
                problems.add(
                        "bad-former-name",
                        "the former name \"" + name + "\" of " + whose + " does not match " + form
                                + ", so it can never have been stored; mend it.");
            } else if (present.contains(name)) {
                problems.add(
                        "former-name-taken",
                        "the former name \"" + name + "\" of " + whose
                                + " is a present name, and stored texts could not be told apart; give the other one another name.");
            } else if (!told.add(name)) {
                problems.add(
                        "former-name-twice",
                        "the former name \"" + name + "\" of " + whose + " is told twice; delete one.");
            }
        }
    }
}
