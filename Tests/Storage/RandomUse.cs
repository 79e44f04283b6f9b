using Muster.Records;
using Muster.Silo.Storage;

namespace Muster.Tests.Storage;

/// <summary>Uses a store at random and compares every answer with a <see cref="Model"/>.</summary>
internal sealed class RandomUse(StorePlace place, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Model _model = new();
    private readonly string[] _conversations = [.. Enumerable.Range(0, 6).Select(number => $"demo/c-{number}")];
    private int _written;

    public async Task Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            try
            {
                await Step();
            }
            catch (Exception difference) when (difference is not OperationCanceledException)
            {
                throw new InvalidOperationException($"Seed {seed}, step {step}: {difference.Message}", difference);
            }
        }

        foreach (var conversation in _conversations) await CheckOpen(conversation);
    }

    private Task Step()
    {
        var conversation = _conversations[_random.Next(_conversations.Length)];
        return _random.Next(100) switch
        {
            < 45 => AppendToSeveral(),
            < 60 => Append(conversation, _random.Next(10) == 0 ? 40 : _random.Next(1, 6)),
            < 65 => Conflict(conversation),
            < 80 => CheckRead(conversation),
            < 86 => CheckOpen(conversation),
            < 90 => SaveSnapshot(conversation),
            < 95 => Replace(conversation),
            < 98 => Crash(),
            _ => Restart(),
        };
    }

    private async Task Append(string conversation, int count)
    {
        var last = _model.Last(conversation);
        var entries = Enumerable.Range(last + 1, count).Select(seq => Some.Entry(seq, $"{conversation} {seq} {++_written} {new string('.', _random.Next(300))}")).ToArray();
        _model.Append(conversation, entries);
        await place.Journal.Append(conversation, last, entries);
    }

    private Task AppendToSeveral() => Task.WhenAll(_conversations.Where(_ => _random.Next(3) == 0).Select(conversation => Append(conversation, 1)));

    private async Task Conflict(string conversation)
    {
        var wrong = _model.Last(conversation) + (_random.Next(2) == 0 ? 1 : -1);
        if (wrong < 0) return;
        await Assert.ThrowsAsync<JournalConflictException>(() => place.Journal.Append(conversation, wrong, [Some.Entry(wrong + 1)]));
    }

    private async Task SaveSnapshot(string conversation)
    {
        var seq = _random.Next(_model.Last(conversation) + 1);
        if (seq == 0) return;
        var body = BitConverter.GetBytes(++_written);
        _model.SaveSnapshot(conversation, seq, body);
        await place.Journal.SaveSnapshot(conversation, seq, body);
    }

    private async Task Replace(string conversation)
    {
        var last = _model.Last(conversation);
        if (last == 0) return;
        var tombstone = Some.Entry(_random.Next(last) + 1, "gone");
        var known = _random.Next(4) == 0 ? _random.Next(last) : last;
        if (known != last)
        {
            await Assert.ThrowsAsync<JournalConflictException>(() => place.Journal.Replace(conversation, known, tombstone));
            return;
        }

        _model.Replace(conversation, tombstone);
        await place.Journal.Replace(conversation, last, tombstone);
    }

    private Task Crash()
    {
        place.Crash();
        return Task.CompletedTask;
    }

    private Task Restart()
    {
        place.Restart();
        return Task.CompletedTask;
    }

    private async Task CheckRead(string conversation)
    {
        var after = _random.Next(_model.Last(conversation) + 2);
        var most = _random.Next(80);
        AssertSame(_model.Read(conversation, after, most), await place.Journal.Read(conversation, after, most));
    }

    private async Task CheckOpen(string conversation)
    {
        var head = await place.Journal.Open(conversation);
        var (seq, body) = _model.Snapshot(conversation);
        Assert.Equal((_model.Last(conversation), seq), (head.LastSeq, head.SnapshotSeq));
        Assert.Equal(body, head.Snapshot);
        AssertSame(_model.Read(conversation, seq, int.MaxValue), head.After);
        Assert.Equal(
            _model.Read(conversation, 0, int.MaxValue).Where(entry => entry.Key != 0).Select(entry => (entry.Key, entry.Seq)),
            head.Keys.Select(key => (key.Key, key.Seq)));
    }

    private static void AssertSame(IReadOnlyList<StoredEntry> expected, IReadOnlyList<StoredEntry> read) =>
        Assert.Equal(
            expected.Select(entry => (entry.Seq, entry.At, entry.Key, entry.Text())),
            read.Select(entry => (entry.Seq, entry.At, entry.Key, entry.Text())));
}
