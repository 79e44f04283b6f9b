using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Muster.WebFront.Abuse;
using Muster.WebFront.Live;

namespace Muster.WebFront.Api;

/// <summary>
/// Writes a follower's items as Server-Sent Events straight into the response. One loop per stream: whatever has come is written
/// together and flushed once, so a busy stream costs fewer packets the busier it is.
/// </summary>
internal static class EventStream
{
    public const string ContentType = "text/event-stream";

    /// <param name="mayGoOn">Asked before anything is told: whether the reader's session still holds. Null for a citizen's, whose token does.</param>
    public static async Task Write(
        HttpContext http, Follower follower, IEventWriter events, TimeProvider clock, Func<ValueTask<bool>>? mayGoOn = null)
    {
        var response = http.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using (http.RequestAborted.UnsafeRegister(static follower => ((Follower)follower!).Stop(), follower))
        using (follower)
        {
            var output = response.BodyWriter;
            var items = new List<FeedItem>();
            while (true)
            {
                if (follower.Take(items))
                {
                    if (mayGoOn is not null && !await mayGoOn())
                        return;
                    Write(output, items, events);
                    items.Clear();
                    if (await IsGone(output, http, clock))
                        return;
                }
                else if (follower.IsOver)
                {
                    if (follower.ComeBackAfter is { } pause)
                        await ComeBack(output, pause);
                    return;
                }
                else
                {
                    await follower.Wait();
                }
            }
        }
    }

    /// <summary>The name of an event, and its id where it can be resumed from.</summary>
    public static void Begin(IBufferWriter<byte> output, ReadOnlySpan<byte> kind)
    {
        output.Write("event: "u8);
        output.Write(kind);
        output.Write("\ndata: "u8);
    }

    public static void Begin(IBufferWriter<byte> output, string kind)
    {
        output.Write("event: "u8);
        Encoding.UTF8.GetBytes(kind, output);
        output.Write("\ndata: "u8);
    }

    public static void Id(IBufferWriter<byte> output, int seq)
    {
        output.Write("id: "u8);
        var digits = output.GetSpan(16);
        seq.TryFormat(digits, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        output.Advance(length);
        output.Write("\n"u8);
    }

    public static void Id(IBufferWriter<byte> output, string cursor)
    {
        output.Write("id: "u8);
        Encoding.UTF8.GetBytes(cursor, output);
        output.Write("\n"u8);
    }

    public static void End(IBufferWriter<byte> output) => output.Write("\n\n"u8);

    /// <summary>As every event source understands it.</summary>
    private static ValueTask<FlushResult> ComeBack(PipeWriter output, TimeSpan pause)
    {
        output.Write("retry: "u8);
        var digits = output.GetSpan(16);
        ((long)pause.TotalMilliseconds).TryFormat(digits, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        output.Advance(length);
        End(output);
        return output.FlushAsync();
    }

    /// <summary>Many small pieces straight into the response would each pay for its layers: they go in as one.</summary>
    private static void Write(PipeWriter output, List<FeedItem> items, IEventWriter events)
    {
        var buffer = Answer.Scratch();
        foreach (var item in items)
            events.Write(buffer, item);
        output.Write(buffer.WrittenSpan);
    }

    private static async ValueTask<bool> IsGone(PipeWriter output, HttpContext http, TimeProvider clock)
    {
        var flushed = await output.Flush(http, clock);
        return flushed.IsCompleted || flushed.IsCanceled || http.RequestAborted.IsCancellationRequested;
    }
}
