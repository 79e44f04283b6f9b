using Muster.LoadTests.Measures;

namespace Muster.LoadTests.Scenarios.Flooding;

/// <summary>Honest people arrive at a steady pace behind the address that a flood comes from: how long does it take them to get in, with it and without?</summary>
internal sealed class Flood(Uri server, string agency, string queue, int people, TimeSpan over, double floodPerSecond, TimeProvider clock)
{
    public async Task<IReadOnlyList<FloodRow>> Run(CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
        await Arrive(http, people / 5, over / 5, stop); // not counted: code gets compiled
        var rows = new List<FloodRow> { await Window("no flood", http, null, stop) };
        var owner = await new Visitor(http, agency, queue, clock).Start(isHonest: true, stop);
        rows.Add(await Window("one token writes", http, Flooder.Writing(http, owner), stop));
        rows.Add(await Window("one client starts", http, Flooder.Starting(http, agency, queue), stop));
        return rows;
    }

    private async Task<FloodRow> Window(string name, HttpClient http, Func<CancellationToken, Task<int>>? send, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var flooder = new Flooder(floodPerSecond, clock);
        var flooding = send is null ? Task.CompletedTask : Task.Run(() => flooder.Run(send, enough.Token), stop);
        var visits = await Arrive(http, people, over, stop);
        await enough.CancelAsync();
        await flooding;
        return FloodRow.Of(name, visits, flooder);
    }

    private async Task<Visit[]> Arrive(HttpClient http, int count, TimeSpan within, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var visits = new List<Task<Visit>>();
        for (var number = 0; number < count; number++)
        {
            var due = within * number / count - clock.GetElapsedTime(began);
            if (due > TimeSpan.Zero)
                await Task.Delay(due, clock, stop);
            visits.Add(Task.Run(() => new Visitor(http, agency, queue, clock).Start(isHonest: true, stop), stop));
        }

        return await Task.WhenAll(visits);
    }
}

/// <param name="Name">what flooded</param>
/// <param name="GotIn">of the honest</param>
/// <param name="People">all of them</param>
/// <param name="Took">until each of them was in, milliseconds</param>
/// <param name="Solving">of that, for proofs, the mean of those who were asked: milliseconds</param>
/// <param name="Challenged">how many were asked</param>
/// <param name="FloodPerSecond">requests that the flood really sent</param>
/// <param name="Answers">the flood's, by status</param>
internal sealed record FloodRow(
    string Name, int GotIn, int People, Percentiles Took, double Solving, int Challenged, double FloodPerSecond, IReadOnlyDictionary<int, int> Answers)
{
    /// <summary>Of the flood's requests, the share that was refused.</summary>
    public double HeldShare => Answers.Count == 0 ? 0 : Answers.Where(answer => answer.Key == 429).Sum(answer => answer.Value) / (double)Answers.Values.Sum();

    public static FloodRow Of(string name, IReadOnlyCollection<Visit> visits, Flooder flooder)
    {
        var took = new Latencies();
        foreach (var visit in visits)
            took.Add((long)visit.Took.TotalNanoseconds);
        var asked = visits.Where(visit => visit.Challenges > 0).ToList();
        return new FloodRow(
            name,
            visits.Count(visit => visit.Token is not null),
            visits.Count,
            took.Summary(),
            asked.Count == 0 ? 0 : asked.Average(visit => visit.Solving.TotalMilliseconds),
            asked.Count,
            flooder.Took == TimeSpan.Zero ? 0 : flooder.Sent / flooder.Took.TotalSeconds,
            new SortedDictionary<int, int>(flooder.Answers));
    }
}
