package org.opportune.releases;

/** What the API documentation shows of drafts. */
final class DraftExamples {
    static final String NEW = """
            {"title": "Spring campaign"}""";
    static final String WHY = """
            {"why": "The spring campaign begins on Monday"}""";
    static final String LATER = """
            {"why": "The spring campaign begins on Monday", "at": "2026-03-02T08:00", "zone": "Europe/Helsinki"}""";
    static final String DRAFT = """
            {
              "id": 7, "title": "Spring campaign", "state": "checked", "version": 4,
              "base": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
              "release": "1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef01",
              "createdBy": "maija", "createdAt": "2026-02-26T09:00:00Z", "changedAt": "2026-02-26T10:30:00Z",
              "changedBy": ["maija"], "next": ["change", "check", "submit", "discard"],
              "files": [{"path": "offers/offers.csv",
                         "sha256": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", "bytes": 5120}]
            }""";
    static final String PAGE = """
            {"items": [{"id": 7, "title": "Spring campaign", "state": "submitted", "version": 5, "createdBy": "maija",
                        "createdAt": "2026-02-26T09:00:00Z", "changedAt": "2026-02-26T10:31:00Z"}], "next": null}""";
    static final String HISTORY = """
            {"items": [
              {"at": "2026-02-26T09:00:00Z", "who": "maija", "step": "change", "state": "draft", "version": 1,
               "why": "Began with the files of 9a0364b9e99b"},
              {"at": "2026-02-26T10:31:00Z", "who": "maija", "step": "submit", "state": "submitted", "version": 5,
               "release": "1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef01",
               "why": "The spring campaign begins on Monday"}]}""";
    static final String CHECK = """
            {
              "ok": false, "files": 30, "rules": 0, "cases": 293,
              "errors": [{"file": "classification/lifecycle.cases.csv", "line": 12, "column": 9, "kind": "case-failed",
                          "message": "case 'Bought twice': expected stage retention, got engagement"}],
              "warnings": [], "notes": [],
              "results": [{"case": "Bought twice", "file": "classification/lifecycle.cases.csv", "line": 12,
                           "passed": false, "rules": ["Ordered within the last 90 days"], "failures": []}]
            }""";
    static final String COMPARISON_BEGUN = """
            {
              "state": "running",
              "live": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
              "other": "1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef01",
              "at": "2026-02-26T10:40:00Z", "done": 0, "of": 0, "changed": 0, "stages": [], "offers": [], "topOffers": []
            }""";
    static final String COMPARISON = """
            {
              "state": "done",
              "live": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
              "other": "1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef01",
              "at": "2026-02-26T10:40:00Z", "endedAt": "2026-02-26T10:40:02Z", "done": 10000, "of": 10000, "changed": 120,
              "stages": [{"from": "retention", "to": "churnRisk", "customers": 120,
                          "examples": [{"namespace": "customer", "id": "C00017"}]}],
              "offers": [{"offer": "come-back-10", "gained": 118, "lost": 0,
                          "gainedBy": [{"namespace": "customer", "id": "C00017"}], "lostBy": []}],
              "topOffers": [{"placement": "homepage-hero", "from": "new-arrivals", "to": "come-back-10", "customers": 96,
                             "examples": [{"namespace": "customer", "id": "C00017"}]}]
            }""";

    static final String CASE_OF = """
            {"customer": {"namespace": "customer", "id": "C00017"}, "sentence": "Bought twice and then stayed away"}""";
    static final String CASE = """
            {
              "file": "classification/customers.cases.csv",
              "cells": {"case": "Bought twice and then stayed away", "rules": "Has not ordered for 180 days",
                        "customer.ordersTotal": "2", "customer.daysSinceLastOrder": "201", "expect.stage": "lapsed"},
              "leftOut": ["firstName", "lastName", "city"], "stage": "lapsed"
            }""";

    private DraftExamples() {}
}
