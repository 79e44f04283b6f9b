using Muster.Records;
using Muster.Silo.Storage;
using Npgsql;

namespace Muster.Tests.Storage.Postgres;

/// <summary>The server goes, or the way to it: nothing is acknowledged that is not stored, and it goes on by itself.</summary>
public sealed class ServerFailureTests : IDisposable
{
    private const int Conversations = 20;
    private const int Messages = 100;

    private readonly HeardLog _log = new();
    private readonly Lazy<PostgresServer> _server = new(() => new PostgresServer());
    private readonly Lazy<PostgresPlace> _place;

    public ServerFailureTests() => _place = new Lazy<PostgresPlace>(() => new PostgresPlace(Server, log: _log));

    private PostgresServer Server
    {
        get
        {
            Assert.SkipUnless(PostgresServer.IsInstalled, "NOT TESTED: a PostgreSQL server that fails. It is not installed.");
            return _server.Value;
        }
    }

    private PostgresPlace Place => _place.Value;

    private IJournalStore Journal => Place.Journal;

    public void Dispose()
    {
        if (_place.IsValueCreated) _place.Value.Dispose();
        if (_server.IsValueCreated) _server.Value.Dispose();
    }

    [Fact]
    public async Task Restarts_in_the_middle_of_appends_lose_nothing_and_double_nothing()
    {
        var acknowledgements = new Acknowledgements();
        var writers = Enumerable.Range(0, Conversations).Select(number => new Writer(Journal, $"demo/c-{number}", acknowledgements)).ToArray();

        var writing = Task.WhenAll(writers.Select(writer => writer.Write(Messages)));
        for (var restart = 1; restart <= 3; restart++)
        {
            await acknowledgements.Reach(restart * Conversations * Messages / 5);
            Server.StopAtOnce();
            Server.Start();
        }

        await writing;
        Assert.True(writers.Sum(writer => writer.Failures) > 0, "No append was under way when the server went.");
        Assert.True(Place.Database.Health.IsReady);
        Assert.Equal(Conversations * Messages, acknowledgements.All.Count);
        Assert.Equal(acknowledgements.All.Order(), (await Stored()).Order());
    }

    [Fact]
    public async Task While_the_server_is_gone_nothing_is_acknowledged_and_it_finds_out_by_itself_that_it_is_back()
    {
        await Journal.Append(Some.Conversation, 0, [Some.Entry(1)]);

        Server.StopAtOnce();
        var failure = await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.Append(Some.Conversation, 1, [Some.Entry(2)]));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.Open(Some.Conversation));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.SaveSnapshot(Some.Conversation, 1, [1]));

        Assert.Contains("PostgreSQL does not answer", failure.Message, StringComparison.Ordinal);
        Assert.False(Place.Database.Health.IsReady);
        Assert.Contains("PostgreSQL does not answer", Place.Database.Health.Trouble, StringComparison.Ordinal);
        Server.Start();
        await _log.Hear("can be written again");
        Assert.True(Place.Database.Health.IsReady);
        await Journal.Append(Some.Conversation, 1, [Some.Entry(2)]);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_an_append_acknowledges_nothing()
    {
        await Journal.Append(Some.Conversation, 0, [Some.Entry(1)]);
        await using var administrator = new NpgsqlConnection(Server.ConnectionString("postgres"));
        await administrator.OpenAsync(TestContext.Current.CancellationToken);
        await using var holding = new NpgsqlConnection(Place.Settings.ConnectionString);
        await holding.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await holding.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Do(holding, "LOCK TABLE muster_entry IN SHARE MODE");

        var append = Journal.Append(Some.Conversation, 1, [Some.Entry(2)]);
        for (var looks = 0; await Do(administrator, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") == 0; looks++)
            Assert.True(looks < 100_000, "The append does not wait.");

        await Assert.ThrowsAsync<JournalUnavailableException>(() => append);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, (await Journal.Open(Some.Conversation)).LastSeq);
        await Journal.Append(Some.Conversation, 1, [Some.Entry(2)]);
        Assert.True(Place.Database.Health.IsReady);
    }

    [Fact]
    public async Task A_server_that_answers_too_late_is_given_up_and_stores_nothing_afterwards()
    {
        using var place = new PostgresPlace(Server, settings => settings with { StatementPatience = TimeSpan.FromSeconds(1) });
        await using var holding = new NpgsqlConnection(place.Settings.ConnectionString);
        await holding.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await holding.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Do(holding, "LOCK TABLE muster_entry IN SHARE MODE");

        await Assert.ThrowsAsync<JournalUnavailableException>(() => place.Journal.Append(Some.Conversation, 0, [Some.Entry(1)]));
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, (await place.Journal.Open(Some.Conversation)).LastSeq);
        await place.Journal.Append(Some.Conversation, 0, [Some.Entry(1)]);
    }

    [Fact]
    public async Task Reads_go_on_after_a_restart_though_every_connection_of_the_pool_is_broken()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Journal.Open(Some.Conversation)));

        Server.StopAtOnce();
        Server.Start();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Journal.Open(Some.Conversation)));
    }

    private async Task<List<(string Conversation, int Seq, string Text)>> Stored()
    {
        var stored = new List<(string, int, string)>();
        for (var number = 0; number < Conversations; number++)
        {
            foreach (var entry in await Journal.Read($"demo/c-{number}", 0, 1_000)) stored.Add(($"demo/c-{number}", entry.Seq, entry.Text()));
        }

        return stored;
    }

    private static async Task<long> Do(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as long? ?? 0;
    }
}
