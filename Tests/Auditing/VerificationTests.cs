#if ENGINE_EMBEDDED
using System.Text.Json.Nodes;
using Muster.Auditing;
using Muster.Tests.Support;

namespace Muster.Tests.Auditing;

/// <summary>Whatever somebody does to stored lines who can write to the storage, keys included, is found.</summary>
public sealed class VerificationTests
{
    [Fact]
    public async Task An_untouched_log_is_as_it_was_written()
    {
        var log = await WrittenLog.Of([3, 1, 0, 5]);

        Assert.Empty((await log.Verify(log.Head)).Findings);
        Assert.Empty((await log.VerifyAlive()).Findings);
        Assert.Equal(log.Head, (await log.Verify()).Head);
    }

    [Fact]
    public async Task Each_line_names_the_hash_of_the_one_before_it()
    {
        var log = await WrittenLog.Of([4, 3]);

        var lines = log.Parts.SelectMany(part => part).ToList();

        Assert.Equal([new string('0', 64), .. lines.SkipLast(1).Select(WrittenLog.HashOf)], lines.Select(line => AuditMemory.Line(line).Previous));
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(number => (long)number), lines.Select(line => AuditMemory.Line(line).Number));
        Assert.Equal(WrittenLog.HashOf(lines[^1]), log.Head.Hash);
        Assert.Equal(lines.Select(WrittenLog.HashOf), lines.Select(line => AuditMemory.Line(line).ToEntry(WrittenLog.Agency).Hash));
    }

    [Fact]
    public async Task Any_single_change_of_what_is_stored_is_found()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var bytes = new byte[60];
            new Random(seed).NextBytes(bytes);
            await OneChangeIsFound(new Tape(bytes), seed);
        }
    }

    [Fact]
    public async Task What_is_cut_off_at_the_end_is_found_up_to_where_the_book_was_told_and_beyond_with_an_anchor()
    {
        var log = await WrittenLog.Of([2, 6]);
        await log.TellBook();
        await log.Add(2);
        var part = log.Parts[^1];

        part.RemoveAt(part.Count - 1);
        Assert.Empty((await log.Verify()).Findings);
        Assert.Equal([new AuditFinding(AuditFindingKind.OtherThanExpected, log.Book.Open!.Name, log.Head.Number)], (await log.Verify(log.Head)).Findings);

        part.RemoveRange(part.Count - 3, 3);
        Assert.Contains((await log.Verify()).Findings, finding => finding.Kind == AuditFindingKind.Missing);
    }

    [Fact]
    public async Task A_day_that_was_written_anew_from_a_line_on_with_all_hashes_right_is_found()
    {
        var log = await WrittenLog.Of([5, 3]);
        var day = log.Parts[0];

        day[1] = WrittenLog.With(day[1], "subject", "another");
        for (var line = 2; line < day.Count; line++)
            day[line] = WrittenLog.With(day[line], "previous", WrittenLog.HashOf(day[line - 1]));

        Assert.Equal([AuditFindingKind.Exchanged], (await log.Verify()).Findings.Select(finding => finding.Kind));
    }

    [Fact]
    public async Task A_day_that_is_lost_is_one_finding_and_the_days_after_it_are_checked_all_the_same()
    {
        var log = await WrittenLog.Of([3, 3, 3]);
        var lost = log.Parts[1];
        var third = log.Parts[2];

        for (var line = 0; line < lost.Count; line++)
            lost[line] = "its key is gone";
        Assert.All((await log.Verify(log.Head)).Findings, finding => Assert.Equal((AuditFindingKind.Unreadable, log.Book.Closed[1].Name), (finding.Kind, finding.Part)));

        lost.Clear();
        Assert.Equal([new AuditFinding(AuditFindingKind.Missing, log.Book.Closed[1].Name, log.Book.Closed[1].First)], (await log.Verify(log.Head)).Findings);

        third[0] = WrittenLog.With(third[0], "action", "sign-out");
        Assert.Contains((await log.Verify()).Findings, finding => finding.Part == log.Book.Open!.Name);
    }

    [Fact]
    public async Task A_day_with_more_lines_than_a_part_holds_goes_on_in_another()
    {
        var log = await WrittenLog.Of([1]);

        await log.AddAtOnce(AuditBook.MostLinesOfPart + 10);

        Assert.Equal(["2026-11-22", "2026-11-22/2"], log.Book.Parts.Select(part => part.Name));
        Assert.Equal(AuditBook.MostLinesOfPart, log.Parts[0].Count);
        Assert.Equal(AuditAction.PartClosed, AuditMemory.Line(log.Parts[0][^1]).Action);
        Assert.Empty((await log.Verify(log.Head)).Findings);
    }

    [Fact]
    public async Task A_damaged_day_does_not_stop_the_log_and_stays_a_finding()
    {
        var log = await WrittenLog.Of([2, 4]);
        await log.TellBook();
        log.Parts[1][2] = "damaged";
        var damaged = log.Book.Open!.Name;

        await log.Reopen();
        await log.Add(2);

        Assert.Equal([new AuditFinding(AuditFindingKind.Unreadable, damaged, log.Book.Closed[1].First + 2)], (await log.Verify(log.Head)).Findings);
        Assert.Equal(AuditAction.LogDamaged, AuditMemory.Line(log.Parts[^1][0]).Action);
    }

    private static async Task OneChangeIsFound(Tape tape, int seed)
    {
        var log = await WrittenLog.Of([.. Enumerable.Range(0, 1 + tape.Next(4)).Select(_ => 1 + tape.Next(6))]);
        var before = string.Join('\n', log.Parts.SelectMany(part => part));

        var what = Tamper(tape, log);

        if (string.Join('\n', log.Parts.SelectMany(part => part)) == before)
            return;
        Assert.True((await log.Verify(log.Head)).Findings.Length > 0, $"seed {seed}: {what} was not found with an anchor");
        Assert.True((await log.VerifyAlive()).Findings.Length > 0, $"seed {seed}: {what} was not found by the one who writes it");
    }

    private static string Tamper(Tape tape, WrittenLog log)
    {
        var part = log.Parts[tape.Next(log.Parts.Count)];
        var (line, other) = (tape.Next(part.Count), tape.Next(part.Count));
        switch (tape.Next(8))
        {
            case 0:
                part.RemoveAt(line);
                return $"the removal of line {line}";
            case 1:
                part[line] = WrittenLog.With(part[line], tape.Chance(2) ? "subject" : "actor", tape.Chance(2) ? null : "another");
                return $"another content of line {line}";
            case 2:
                part[line] = WrittenLog.With(part[line], "at", JsonValue.Create(AuditMemory.Line(part[line]).At.AddTicks(1)));
                return $"another time of line {line}";
            case 3:
                (part[line], part[other]) = (part[other], part[line]);
                return $"the exchange of {line} and {other}";
            case 4:
                part.Insert(line, WrittenLog.With(part[line], "subject", "put in"));
                return $"a line put in at {line}";
            case 5:
                part.RemoveRange(line, part.Count - line);
                return $"the end from {line} on";
            case 6:
                part[line] = "not readable";
                return $"damage to {line}";
            default:
                part.Add(WrittenLog.With(WrittenLog.With(part[^1], "number", AuditMemory.Line(part[^1]).Number + 1), "previous", WrittenLog.HashOf(part[^1])));
                part.RemoveAt(line);
                return $"a forged end, and {line} removed";
        }
    }
}
#endif
