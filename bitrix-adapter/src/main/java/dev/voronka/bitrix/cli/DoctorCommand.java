package dev.voronka.bitrix.cli;

import dev.voronka.bitrix.provision.Doctor;
import dev.voronka.bitrix.provision.Symptom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether the portal can be worked with, and what to do if not. */
@Command(name = "doctor", sortOptions = false)
final class DoctorCommand implements Callable<Integer> {

    private final Desk desk;
    private final Screen screen;

    @Mixin
    private final Site site = new Site();

    DoctorCommand(Desk desk, Screen screen) {
        this.desk = desk;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        var mapping = site.mapping(desk);
        var symptoms =
                Doctor.examine(site.client(desk), site.name(desk), mapping, site.lock(), desk.clock(), screen.reader());
        symptoms.forEach(s -> screen.print(screen.say("grade." + s.grade()) + " " + s.text(screen.reader())));
        return symptoms.stream().anyMatch(s -> s.grade() == Symptom.Grade.BAD) ? Screen.FOUND : Screen.FINE;
    }
}
