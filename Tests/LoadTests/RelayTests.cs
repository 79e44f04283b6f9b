using System.Net;
using System.Net.Sockets;
using Muster.LoadTests.Clients;
using Muster.LoadTests.Proof;
using Muster.LoadTests.Relay;
using Muster.LoadTests.Servers;
using Muster.LoadTests.Wire;

namespace Muster.Tests.LoadTests;

/// <summary>The driver, the baseline and the ledger with each other, over real sockets.</summary>
public sealed class RelayTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("muster-relay-");
    private readonly IPEndPoint _address = new(IPAddress.Loopback, ServerProcess.FreePort());
    private readonly Dictionary<string, string> _accounts = LoadAgency.MakeAccounts(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_people_say_through_the_relay_is_acknowledged_shown_and_stored(bool storage)
    {
        using var stop = new CancellationTokenSource();
        var relay = Serve(storage, stop.Token);

        var report = await OnFloor(async floor => await floor.Settle(await Talk(floor, 6, messages: 25)));

        await stop.CancelAsync();
        await relay;
        Assert.Empty(report.Faults);
        Assert.Equal((6, 6 * (1 + 25)), (report.Conversations, report.Acknowledged));
    }

    [Fact]
    public async Task What_people_say_through_two_processes_is_acknowledged_shown_and_stored()
    {
        using var stop = new CancellationTokenSource();
        var (link, behind) = (ServerProcess.FreePort(), ServerProcess.FreePort());
        var host = Serve(storage: true, stop.Token, new IPEndPoint(IPAddress.Loopback, behind), link);
        await Answers(link);
        var front = Task.Run(() => RelayServer.RunFront($"http://{_address}", link, stop.Token), CancellationToken.None);

        var report = await OnFloor(async floor => await floor.Settle(await Talk(floor, 6, messages: 25)));

        await stop.CancelAsync();
        await Task.WhenAll(host, front);
        Assert.Empty(report.Faults);
        Assert.Equal((6, 6 * (1 + 25)), (report.Conversations, report.Acknowledged));
    }

    [Fact]
    public async Task A_relay_that_comes_back_knows_what_it_acknowledged()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var relay = Serve(storage: true, first.Token);

        var report = await OnFloor(async floor =>
        {
            var open = await Talk(floor, 4, messages: 5);
            await first.CancelAsync();
            await relay;
            relay = Serve(storage: true, second.Token);
            await Say(floor, open, messages: 5);
            await floor.Settle(open);
        });

        await second.CancelAsync();
        await relay;
        Assert.Empty(report.Faults);
        Assert.Equal(4 * (1 + 10), report.Acknowledged);
    }

    [Fact]
    public async Task Whoever_waits_is_served_when_a_conversation_closes()
    {
        using var stop = new CancellationTokenSource();
        var relay = Serve(storage: true, stop.Token);

        var report = await OnFloor(async floor =>
        {
            var served = await floor.Open(2 * LoadAgency.Capacity);
            var waiting = await floor.Start(floor.Loop.Now);
            Assert.False(waiting.IsReached);

            await floor.Settle([served[0]]);
            await waiting.Reached();
            await floor.Settle([.. served.Skip(1), waiting]);
        });

        await stop.CancelAsync();
        await relay;
        Assert.Empty(report.Faults);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Off the loop's thread, which may end before the relay does.</summary>
    private Task Serve(bool storage, CancellationToken stop, IPEndPoint? address = null, int link = 0)
    {
        var accounts = LoadAgency.WriteAccounts(_folder.FullName, _accounts);
        return Task.Run(
            () => RelayServer.Run($"http://{address ?? _address}", storage ? _folder.FullName : null, accounts, TimeSpan.Zero, link, TimeProvider.System, stop),
            CancellationToken.None);
    }

    private static async Task Answers(int port)
    {
        while (true)
        {
            try
            {
                using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await probe.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException)
            {
                // not yet
            }
        }
    }

    private static async Task<IReadOnlyList<Conversation>> Talk(Floor floor, int conversations, int messages)
    {
        var open = await floor.Open(conversations);
        await Say(floor, open, messages);
        return open;
    }

    private static Task Say(Floor floor, IReadOnlyList<Conversation> open, int messages) =>
        Floor.ForEach(open, async conversation =>
        {
            for (var turn = 0; turn < messages; turn++)
                await conversation.Say(turn % 2 == 0 ? Side.Citizen : Side.Agent, floor.Loop.Now);
        });

    private Task<LedgerReport> OnFloor(Func<Floor, Task> story)
    {
        var told = new TaskCompletionSource<LedgerReport>();
        new Thread(() => Live(story, told)) { IsBackground = true }.Start();
        return told.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }

    private void Live(Func<Floor, Task> story, TaskCompletionSource<LedgerReport> told)
    {
        try
        {
            using var loop = new EventLoop(TimeProvider.System);
            loop.Run(async () =>
            {
                using var floor = new Floor(loop, new Doors([_address], new Random(1)), LoadAgency.Name, LoadAgency.Queue, Words.OfNewRun(), new Random(1));
                await floor.SignIn(_accounts, LoadAgency.Capacity);
                await story(floor);
                told.SetResult(floor.Ledger.Check());
            });
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            told.SetException(failure); // fails the test that awaits it
        }
    }
}
