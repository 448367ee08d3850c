package org.opportune.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One customer while their life is being told.
 *
 * @param isMember of the loyalty programme
 * @param leftCarts when a full cart was left behind: someone may write about it
 */
record Life(
        Persona persona,
        Person person,
        Story story,
        boolean hasApp,
        boolean isMember,
        Chance chance,
        Moments moments,
        Diary diary,
        List<Instant> leftCarts) {
    Life(
            Persona persona,
            Person person,
            Story story,
            boolean hasApp,
            boolean isMember,
            Chance chance,
            Moments moments) {
        this(persona, person, story, hasApp, isMember, chance, moments, new Diary(moments.end()), new ArrayList<>());
    }
}
