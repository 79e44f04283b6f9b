using Muster.Records;
using Muster.Silo.Storage.Postgres;
using Npgsql;

namespace Muster.Tests.Storage.Postgres;

/// <summary>What waits at the same moment shares one commit, and nobody's trouble is another's.</summary>
[Collection(PostgresFixture.Collection)]
public sealed class SharedCommitTests(PostgresFixture postgres) : IDisposable
{
    private readonly List<PostgresPlace> _places = [];

    public void Dispose() => _places.ForEach(place => place.Dispose());

    [Fact]
    public async Task Many_conversations_share_a_commit()
    {
        var place = Place();

        var appends = await WhileNobodyCanAppend(place, () => Enumerable.Range(0, 500).Select(number => place.Journal.Append($"demo/c-{number}", 0, Some.Entries(1, 2))));
        await Task.WhenAll(appends);

        Assert.InRange(place.Database.Counters.Commits, 1, 2); // the first may have gone ahead alone
        Assert.Equal(500, place.Database.Counters.Appends);
        for (var number = 0; number < 500; number += 50) Assert.Equal(2, (await place.Journal.Open($"demo/c-{number}")).LastSeq);
    }

    [Fact]
    public async Task One_conversation_may_append_many_times_in_a_commit()
    {
        var place = Place();

        var appends = await WhileNobodyCanAppend(place, () => Enumerable.Range(1, 100).Select(seq => place.Journal.Append(Some.Conversation, seq - 1, [Some.Entry(seq)])));
        await Task.WhenAll(appends);

        Assert.InRange(place.Database.Counters.Commits, 1, 2);
        Assert.Equal(Enumerable.Range(1, 100), (await place.Journal.Read(Some.Conversation, 0, 200)).Select(entry => entry.Seq));
    }

    [Fact]
    public async Task In_a_commit_too_each_append_is_checked_after_those_before_it()
    {
        var place = Place();
        await place.Journal.Append(Some.Conversation, 0, Some.Entries(1, 2));

        var appends = await WhileNobodyCanAppend(place, () =>
        [
            place.Journal.Append(Some.Conversation, 1, [Some.Entry(2, "stale")]),
            place.Journal.Append(Some.Conversation, 2, [Some.Entry(3, "right")]),
            place.Journal.Append(Some.Conversation, 2, [Some.Entry(3, "late")]),
            place.Journal.Append(Some.Conversation, 3, [Some.Entry(4, "right too")]),
        ]);

        await Assert.ThrowsAsync<JournalConflictException>(() => appends[0]);
        await appends[1];
        await Assert.ThrowsAsync<JournalConflictException>(() => appends[2]);
        await appends[3];
        Assert.Equal(["body 1", "body 2", "right", "right too"], (await place.Journal.Read(Some.Conversation, 0, 10)).Select(entry => entry.Text()));
    }

    [Theory]
    [InlineData("demo/\0")]
    [InlineData(null)] // too long for an index
    public async Task An_append_that_cannot_be_stored_does_not_take_the_others_with_it(string? bad)
    {
        var place = Place();
        var random = new Random(1);
        bad ??= string.Concat(Enumerable.Range(0, 10_000).Select(_ => (char)random.Next('!', '~')));

        var appends = await WhileNobodyCanAppend(place, () => Enumerable.Range(0, 40)
            .Select(number => place.Journal.Append(number == 20 ? bad : $"demo/c-{number}", 0, [Some.Entry(1)])));

        await Assert.ThrowsAsync<JournalUnavailableException>(() => appends[20]);
        await Task.WhenAll(appends.Where(append => append != appends[20]));
        Assert.True(place.Database.Health.IsReady);
        for (var number = 0; number < 40; number++)
        {
            if (number != 20) Assert.Equal(1, (await place.Journal.Open($"demo/c-{number}")).LastSeq);
        }
    }

    [Fact]
    public async Task What_cannot_even_be_sent_is_refused_before_it_joins_others()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Place().Journal.Append("demo/\ud800", 0, [Some.Entry(1)]));
    }

    [Fact]
    public async Task The_line_for_a_commit_is_bounded()
    {
        var place = Place(settings => settings with { MostWaiting = 100, LargestCommit = 10 });

        var appends = await WhileNobodyCanAppend(place, () => Enumerable.Range(0, 200).Select(number => place.Journal.Append($"demo/c-{number}", 0, [Some.Entry(1)])));

        await Task.WhenAll(appends.Take(100));
        var refusal = await Assert.ThrowsAsync<JournalUnavailableException>(() => appends[199]);
        Assert.Contains("100 appends wait already", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await place.Journal.Open("demo/c-199")).LastSeq);
    }

    [Fact]
    public async Task What_waits_when_it_is_closed_is_stored()
    {
        var place = Place();
        var append = place.Journal.Append(Some.Conversation, 0, [Some.Entry(1)]);

        place.Restart();

        await append;
        Assert.Equal(1, (await place.Journal.Open(Some.Conversation)).LastSeq);
    }

    [Fact]
    public async Task After_the_end_nothing_is_acknowledged()
    {
        var place = Place();
        var journal = place.Journal;
        place.Database.Dispose();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Append(Some.Conversation, 0, [Some.Entry(1)]));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Open(Some.Conversation));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.SaveSnapshot(Some.Conversation, 1, [1]));
    }

    private PostgresPlace Place(Func<PostgresSettings, PostgresSettings>? adjust = null)
    {
        var place = new PostgresPlace(postgres.Server, adjust);
        _places.Add(place);
        return place;
    }

    /// <summary>Everything that is appended meanwhile waits.</summary>
    private static async Task<Task[]> WhileNobodyCanAppend(PostgresPlace place, Func<IEnumerable<Task>> append)
    {
        await using var holding = new NpgsqlConnection(place.Settings.ConnectionString);
        await holding.OpenAsync();
        await using var transaction = await holding.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("LOCK TABLE muster_entry IN SHARE MODE", holding)) await hold.ExecuteNonQueryAsync();
        Task[] appends = [.. append()];
        await transaction.CommitAsync();
        return appends;
    }
}
