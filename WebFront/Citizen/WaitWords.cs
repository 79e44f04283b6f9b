using Microsoft.Extensions.Localization;
using Muster.Agencies;
using Muster.Queues;
using Muster.WebFront.Api;
using Muster.WebFront.Live;
using Muster.WebFront.Wording;

namespace Muster.WebFront.Citizen;

/// <summary>Waits as the pages say them that are written here; <c>waitWords</c> of <c>live/wording.js</c> says the same.</summary>
internal static class WaitWords
{
    /// <summary>How long whoever comes now waits for each topic that is open; one for all where they are the same.</summary>
    public static string WaitNow(this AgencyNow agency, IStringLocalizer<CitizenWording> say)
    {
        var waits = agency.View.OpenQueues()
            .Select(queue => (queue.Name, Words: agency.Line(queue.Id) is { } line ? agency.View.Words(line.WaitNow(), line.Outlook?.At ?? line.At, say) : say["live.wait.unknown"].Value))
            .ToList();
        return waits.Count > 0 && waits.DistinctBy(wait => wait.Words).Count() == 1
            ? waits[0].Words
            : string.Join("; ", waits.Select(wait => $"{wait.Name}: {wait.Words}"));
    }

    /// <summary>The place of somebody who waits, and how long it takes from here.</summary>
    public static string PlaceNow(this AgencyNow agency, string queue, long ticket, IStringLocalizer<CitizenWording> say)
    {
        if (agency.Line(queue) is not { } line)
            return say["live.wait.unknown"];

        var place = Place.Of(line, ticket);
        var wait = agency.View.Words(place.Wait, place.At, say);
        var closed = place.IsClosed ? $"{say["live.state.closed"]} " : "";
        return closed + place.Ahead switch
        {
            null => wait,
            0 => $"{say["live.ahead.zero"]}. {wait}",
            1 => $"{say["live.ahead.one", 1]}. {wait}",
            { } ahead => $"{say["live.ahead.other", ahead]}. {wait}",
        };
    }

    /// <summary>What the launcher adds: the shortest and the longest of the topics that are open (W1); null where one of them cannot be told.</summary>
    public static string? Launcher(this AgencyNow agency, IStringLocalizer<CitizenWording> say)
    {
        var waits = agency.View.OpenQueues().Select(queue => agency.Line(queue.Id)?.WaitNow()).ToList();
        return waits.Count == 0 || waits.Any(wait => wait is null) ? null : Range(waits.Min(wait => wait!.Value.Low), waits.Max(wait => wait!.Value.High), say);
    }

    private static string Words(this AgencyView agency, WaitPoint? wait, DateTimeOffset at, IStringLocalizer<CitizenWording> say) =>
        wait is { } known ? say["live.wait.at", Range(known.Low, known.High, say), agency.ClockTime(at)] : say["live.wait.unknown"];

    private static string Range(int low, int high, IStringLocalizer<CitizenWording> say)
    {
        var (from, until) = (low / 60, Math.Max(1, (high + 59) / 60));
        return until <= 1 ? say["live.wait.soon"] : from >= until ? say["live.wait.about", until] : say["live.wait.between", Math.Max(1, from), until];
    }
}
