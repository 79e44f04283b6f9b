using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Muster.Queues;

/// <summary>A queue's segments in whatever storage the silo has: one record for the index, one for each segment.</summary>
public sealed class LineStore([FromKeyedServices("muster")] IGrainStorage storage)
{
    private readonly Dictionary<int, GrainState<LineSegment>> _segments = [];
    private readonly GrainState<LineIndex> _index = new(new LineIndex());

    /// <summary>
    /// Reads the line and becomes its one writer: index and last segment are written anew, so that an earlier activation that still
    /// lives can register nobody we do not know of.
    /// </summary>
    public async Task<Line> Load(GrainId queue)
    {
        var line = new Line();
        await storage.ReadStateAsync("line", queue, _index);
        var numbers = (_index.State ?? new LineIndex()).Segments;
        await Task.WhenAll(numbers.Select(number => storage.ReadStateAsync(Name(number), queue, Segment(number))));
        foreach (var number in numbers)
            line.Load(number, Segment(number).State ?? new LineSegment());
        line.TouchLast();
        var changes = line.TakeChanges();
        await WriteIndex(queue, changes);
        await Write(queue, changes);
        return line;
    }

    /// <summary>Stores what has changed. The index names a segment before it is written, and no longer before it is removed.</summary>
    public async Task Save(GrainId queue, LineChanges changes)
    {
        if (!changes.Segments.SequenceEqual((_index.State ?? new LineIndex()).Segments))
            await WriteIndex(queue, changes);
        await Write(queue, changes);
    }

    private Task WriteIndex(GrainId queue, LineChanges changes)
    {
        _index.State = new LineIndex { Segments = changes.Segments };
        return storage.WriteStateAsync("line", queue, _index);
    }

    private async Task Write(GrainId queue, LineChanges changes)
    {
        await Task.WhenAll(changes.Changed.Select(one => Write(queue, one.Number, one.Segment)));
        await Task.WhenAll(changes.Empty.Select(number => storage.ClearStateAsync(Name(number), queue, Segment(number))));
        foreach (var number in changes.Empty)
            _segments.Remove(number);
    }

    private Task Write(GrainId queue, int number, LineSegment segment)
    {
        var state = Segment(number);
        state.State = segment;
        return storage.WriteStateAsync(Name(number), queue, state);
    }

    private GrainState<LineSegment> Segment(int number) =>
        _segments.TryGetValue(number, out var state) ? state : _segments[number] = new GrainState<LineSegment>(new LineSegment());

    private static string Name(int number) => $"line-{number}";
}
