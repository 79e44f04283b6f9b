using System.Collections.Immutable;
using Muster.Records;

namespace Muster.Auditing;

/// <summary>Compares the stored lines with each other, with the book of parts, and with what somebody outside has kept.</summary>
public sealed class AuditVerification(IJournal<AuditLine, AuditHead> journal, string agency, AuditBook book)
{
    private const int MostFindings = 100;

    /// <summary>Lines after which an answer says where to go on.</summary>
    private const int MostAtOnce = 50_000;

    private readonly ImmutableArray<AuditFinding>.Builder _findings = ImmutableArray.CreateBuilder<AuditFinding>();
    private bool _hasFoundExpected;

    /// <param name="check">What to look at.</param>
    /// <param name="open">The open part as whoever writes it knows it; null where nobody does: then it must go at least as far as the book says.</param>
    public async Task<AuditReport> Run(AuditCheck check, AuditPart? open = null)
    {
        var lines = 0L;
        ImmutableArray<AuditPart> parts = [.. book.Parts.SkipWhile(part => check.From is not null && part.Name != check.From)];
        var head = new AuditAnchor(0, AuditHead.None.Hash);
        foreach (var (index, part) in parts.Index())
        {
            if (lines >= MostAtOnce)
                return Report(lines, head, part.Name);

            var most = part != book.Open ? part.Count + 1 : open?.Count ?? AuditBook.MostLinesOfPart;
            var (count, last) = await Check(part == book.Open ? open ?? part : part, most, mayGoOn: part == book.Open, check.Expected);
            lines += count;
            head = last;
        }

        if (check.Expected is { } expected && !_hasFoundExpected && (parts.IsEmpty || expected.Number >= parts[0].First))
            Find(AuditFindingKind.OtherThanExpected, parts.IsEmpty ? "" : parts[^1].Name, expected.Number);
        return Report(lines, head, null);
    }

    /// <param name="most">The last place to look at.</param>
    /// <param name="mayGoOn">It may hold more than is known of it.</param>
    private async Task<(int Lines, AuditAnchor Head)> Check(AuditPart part, int most, bool mayGoOn, AuditAnchor? expected)
    {
        var (found, number, previous, known) = (0, part.First - 1, (string?)book.Before(part).Hash, (string?)null);
        if (part.Count == 0)
            known = part.Head;
        await foreach (var (place, line) in new AuditReader(journal, agency).Read(part.Name, 0, most))
        {
            if (place > part.Count && !mayGoOn)
            {
                Find(line is null ? AuditFindingKind.Unreadable : AuditFindingKind.Surplus, part.Name, part.First + place - 1);
                break;
            }

            (found, number) = (place, part.First + place - 1);
            if (line is null)
            {
                Find(AuditFindingKind.Unreadable, part.Name, number);
                previous = null;
            }
            else
            {
                if (line.Number != number)
                    Find(AuditFindingKind.Misplaced, part.Name, number);
                else if (previous is not null && line.Previous != previous)
                    Find(AuditFindingKind.Unlinked, part.Name, number);
                previous = AuditChain.HashOf(agency, line);
                Compare(expected, number, previous, part.Name);
            }

            if (place == part.Count)
                known = previous;
        }

        if (found < part.Count)
            Find(AuditFindingKind.Missing, part.Name, part.First + found);
        else if (known is not null && known != part.Head)
            Find(AuditFindingKind.Exchanged, part.Name, part.First + part.Count - 1);
        return (found, new AuditAnchor(number, previous ?? part.Head));
    }

    private void Compare(AuditAnchor? expected, long number, string hash, string part)
    {
        if (expected?.Number != number)
            return;

        _hasFoundExpected = true;
        if (hash != expected.Hash)
            Find(AuditFindingKind.OtherThanExpected, part, number);
    }

    private void Find(AuditFindingKind kind, string part, long number)
    {
        if (_findings.Count < MostFindings)
            _findings.Add(new AuditFinding(kind, part, number));
    }

    private AuditReport Report(long lines, AuditAnchor head, string? next) => new(lines, head, _findings.ToImmutable(), next);
}
