using Muster.Queues;

namespace Muster.WebFront.Live;

/// <summary>The lines of all queues somebody here has asked about. A queue once asked about is watched from then on: there are few.</summary>
internal sealed class Lines(Feed feed)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _byQueue = [];
    private readonly List<Line> _all = [];

    /// <summary>The line of a queue, by its grain key. A new one is asked for at the next beat.</summary>
    public Line Of(string queue)
    {
        lock (_gate)
        {
            if (_byQueue.TryGetValue(queue, out var known))
                return known;

            var line = new Line(queue, feed);
            _byQueue.Add(queue, line);
            _all.Add(line);
            feed.Renewals.KeepFromNextBeat(line);
            return line;
        }
    }

    /// <summary>The newest snapshot of a queue, asked for where none is known yet.</summary>
    public async Task<LineSnapshot> Look(string queue)
    {
        var line = Of(queue);
        if (line.Snapshot is null)
            await line.Renew();
        return line.Snapshot!;
    }

    public void Tell(LineSnapshot snapshot)
    {
        Line? line;
        lock (_gate)
            line = _byQueue.GetValueOrDefault(snapshot.Queue);
        line?.Tell(snapshot, isAsked: false);
    }

    public void Beat()
    {
        Line[] all;
        lock (_gate)
            all = [.. _all];

        foreach (var line in all)
            line.Beat();
    }
}
