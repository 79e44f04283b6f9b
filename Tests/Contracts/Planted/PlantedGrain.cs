using System.Collections.Immutable;
using Muster.Queues;

namespace Muster.Tests.Contracts.Planted;

/// <summary>Everything a grain's code must not do, and two things that look like it. No grain: an engine would run it.</summary>
internal static class PlantedGrain
{
    public static async Task<int> Ask(IQueueGrain queue, ImmutableDictionary<string, string> answers)
    {
        await queue.Wake();
        await Task.Delay(1).ConfigureAwait(false);
        var letters = 0;
        foreach (var (question, _) in answers) letters += question.Length;
        return letters;
    }

    public static async Task AskOneMethodDown(IQueueGrain queue)
    {
        await Task.Yield();
        await Waking(queue);
    }

    public static Task PassOn(IQueueGrain queue) => queue.Wake();

    public static Task AskAllInALambda(IEnumerable<IQueueGrain> queues) => Task.WhenAll(queues.Select(async queue =>
    {
        await Task.Yield();
        await queue.Wake();
    }));

    public static async Task AskLater(IQueueGrain queue)
    {
        var waking = queue.Wake();
        await Task.Yield();
        await waking;
    }

    public static async Task AskOneOrTheOther(IQueueGrain one, IQueueGrain other, bool isOne) => await (isOne ? one.Wake() : other.Wake());

    public static Task AskByAnother(IQueueGrain queue) => new Waker(queue).Go();

    public static Task AskByWhoeverIsThere(IWaker waker) => waker.Go();

    public static void Tell(IQueueGrain queue) => queue.Wake().Ignore();

    public static void TellOneMethodDown(IQueueGrain queue) => GiveUp(queue.Wake());

    private static async Task Waking(IQueueGrain queue) => await queue.Wake();

    private static void GiveUp(Task told) => told.Ignore();
}
