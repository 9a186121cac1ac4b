package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.List;

/** A user of the portal. */
final class Person {
    final long id;
    String name;
    String lastName;
    String email;
    String position = "";
    boolean active = true;
    boolean admin;
    /** False for a guest from outside, who may not call the CRM. */
    boolean employee = true;

    final List<Long> departments = new ArrayList<>();

    Person(long id, String name, String lastName, String email) {
        this.id = id;
        this.name = name;
        this.lastName = lastName;
        this.email = email;
    }

    String fullName() {
        return (name + " " + lastName).trim();
    }
}
