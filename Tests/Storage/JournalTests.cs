using Microsoft.Extensions.Logging.Abstractions;
using Muster.Records;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Tests.Simulation.Storage;

namespace Muster.Tests.Storage;

/// <summary>Facts and snapshots through JSON and the envelope.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly SimulatedPlace _place = new();
    private readonly Envelope _envelope = Some.Envelope(random: new SimulatedRandomBytes(new Random(1)));

    private Journal<SomethingSaid, Sum> Journal => Of<SomethingSaid, Sum>();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Facts_come_back_as_they_were()
    {
        await Journal.Append(Some.Conversation, 0, [Some.Fact(1, "Grüße 👋 \"quoted\""), Some.Fact(2), Some.Fact(3)]);
        await Journal.SaveSnapshot(Some.Conversation, 2, new Sum(2, "said 2"));

        var head = await Journal.Open(Some.Conversation);

        Assert.Equal((3, 2, new Sum(2, "said 2")), (head.LastSeq, head.SnapshotSeq, head.Snapshot));
        Assert.Equal([Some.Fact(3)], head.After);
        Assert.Equal([Some.Fact(1, "Grüße 👋 \"quoted\""), Some.Fact(2)], await Journal.Read(Some.Conversation, 0, 2));
        Assert.Equal([Some.Key(1), Some.Key(2)], head.Keys.Select(key => key.Key));
    }

    [Fact]
    public async Task A_tombstone_takes_the_words_away()
    {
        await Journal.Append(Some.Conversation, 0, [Some.Fact(1), Some.Fact(2)]);

        await Journal.Replace(Some.Conversation, 2, Some.Fact(1, "(removed)"));

        Assert.Equal([Some.Fact(1, "(removed)"), Some.Fact(2)], await Journal.Read(Some.Conversation, 0, 10));
    }

    [Fact]
    public async Task A_damaged_fact_is_named_and_the_others_can_be_read()
    {
        await Journal.Append(Some.Conversation, 0, [Some.Fact(1), Some.Fact(2), Some.Fact(3)]);
        await Journal.Append("demo/well", 0, [Some.Fact(1)]);
        _place.Disk.Damage(Some.Conversation, 2);

        var damage = await Assert.ThrowsAsync<JournalDamagedException>(() => Journal.Read(Some.Conversation, 0, 10));

        Assert.Contains("Entry 2 of demo/c-1", damage.Message, StringComparison.Ordinal);
        Assert.Equal([Some.Fact(3)], await Journal.Read(Some.Conversation, 2, 10));
        Assert.Equal(1, (await Journal.Open("demo/well")).LastSeq);
    }

    [Fact]
    public async Task An_entry_put_in_anothers_place_is_found()
    {
        await Journal.Append(Some.Conversation, 0, [Some.Fact(1)]);
        var stolen = (await _place.Journal.Read(Some.Conversation, 0, 1))[0];
        await _place.Journal.Append("demo/other", 0, [stolen]);

        await Assert.ThrowsAsync<JournalDamagedException>(() => Journal.Read("demo/other", 0, 1));
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_read_is_passed_over()
    {
        await Journal.Append(Some.Conversation, 0, [Some.Fact(1), Some.Fact(2)]);
        await _place.Journal.SaveSnapshot(Some.Conversation, 2, [1, 2, 3]);

        var head = await Journal.Open(Some.Conversation);

        Assert.Equal((2, 0, null), (head.LastSeq, head.SnapshotSeq, head.Snapshot));
        Assert.Equal([Some.Fact(1), Some.Fact(2)], head.After);
    }

    [Fact]
    public async Task No_exception_quotes_what_a_citizen_wrote()
    {
        await Of<string, Sum>().Append(Some.Conversation, 0, [new JournalEntry<string>(1, DateTimeOffset.UnixEpoch, 1, "my secret")]);

        var damage = await Assert.ThrowsAsync<JournalDamagedException>(() => Journal.Read(Some.Conversation, 0, 1));

        Assert.DoesNotContain("secret", damage.ToString(), StringComparison.Ordinal);
    }

    private Journal<TFact, TSnapshot> Of<TFact, TSnapshot>()
        where TFact : class
        where TSnapshot : class => new(_place.Journal, _envelope, Some.Json, NullLogger<Journal<TFact, TSnapshot>>.Instance);
}
