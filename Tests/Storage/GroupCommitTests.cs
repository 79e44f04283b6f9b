using Muster.Records;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.Sqlite;

namespace Muster.Tests.Storage;

/// <summary>What waits at the same moment shares one commit.</summary>
public sealed class GroupCommitTests : IDisposable
{
    private readonly SqlitePlace _place = new(settings => settings with { LockPatience = TimeSpan.FromSeconds(10) });

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Journal_and_states_share_their_commits()
    {
        var before = _place.Database.Counters.Commits;
        var states = _place.States;
        using var holding = Connection.Open(_place.Settings.DatabaseFile, TimeSpan.FromSeconds(1));
        holding.Execute("BEGIN IMMEDIATE");

        var writes = Task.WhenAll(Enumerable.Range(0, 500).Select(number => number % 2 == 0
            ? _place.Journal.Append($"demo/c-{number}", 0, [Some.Entry(1)])
            : states.WriteStateAsync("line", GrainId.Create("queue", $"demo/q-{number}"), new GrainState<StoredBytes>(new StoredBytes()))));
        holding.Execute("COMMIT");
        await writes;

        Assert.InRange(_place.Database.Counters.Commits - before, 1, 2); // the first may have gone ahead alone
    }

    [Fact]
    public async Task One_conversation_may_append_twice_in_a_commit()
    {
        await Task.WhenAll(Enumerable.Range(1, 100).Select(seq => _place.Journal.Append(Some.Conversation, seq - 1, [Some.Entry(seq)])));

        Assert.Equal(100, (await _place.Journal.Open(Some.Conversation)).LastSeq);
    }

    [Fact]
    public async Task A_write_that_cannot_be_stored_does_not_take_the_others_with_it()
    {
        using (var meddler = Connection.Open(_place.Settings.DatabaseFile, TimeSpan.FromSeconds(1)))
            meddler.Execute("CREATE TRIGGER refuse BEFORE INSERT ON log WHEN NEW.conversation = 'demo/bad' BEGIN SELECT RAISE(ABORT, 'no'); END");

        var appends = Enumerable.Range(0, 40)
            .Select(number => _place.Journal.Append(number == 20 ? "demo/bad" : $"demo/c-{number}", 0, [Some.Entry(1)])).ToArray();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => appends[20]);
        await Task.WhenAll(appends.Where(append => append != appends[20]));
        Assert.True(_place.Database.Health.IsReady);
        _place.Restart();
        for (var number = 0; number < 40; number++) Assert.Equal(number == 20 ? 0 : 1, (await _place.Journal.Open($"demo/c-{number}")).LastSeq);
    }

    [Fact]
    public async Task What_waits_when_it_is_closed_is_stored()
    {
        var append = _place.Journal.Append(Some.Conversation, 0, [Some.Entry(1)]);

        _place.Restart();

        await append;
        Assert.Equal(1, (await _place.Journal.Open(Some.Conversation)).LastSeq);
    }

    [Fact]
    public async Task After_the_end_nothing_is_acknowledged()
    {
        using var other = new SqlitePlace();
        var (journal, states) = (other.Journal, new SqliteGrainStorage(other.Database, new CryptoRandomBytes()));
        other.Database.Dispose();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Append(Some.Conversation, 0, [Some.Entry(1)]));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Open(Some.Conversation));
        await Assert.ThrowsAsync<StateUnavailableException>(() => states.ReadStateAsync("line", GrainId.Create("queue", "demo/general"), new GrainState<StoredBytes>()));
    }
}
