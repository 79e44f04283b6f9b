using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace Muster.LoadTests.Scenarios.Flooding;

/// <summary>One client that sends as many requests a second as it means to, whatever it is answered.</summary>
internal sealed class Flooder(double perSecond, TimeProvider clock)
{
    private const int AtOnce = 128;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    /// <summary>By status; 0 for none.</summary>
    public ConcurrentDictionary<int, int> Answers { get; } = [];

    public int Sent => Answers.Values.Sum();

    public TimeSpan Took { get; private set; }

    /// <summary>Until it is stopped.</summary>
    public async Task Run(Func<CancellationToken, Task<int>> send, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        using var slots = new SemaphoreSlim(AtOnce);
        var sent = 0;
        try
        {
            while (true)
            {
                for (var due = clock.GetElapsedTime(began).TotalSeconds * perSecond; sent < due; sent++)
                {
                    await slots.WaitAsync(stop);
                    _ = One();
                }

                await Task.Delay(Beat, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Took = clock.GetElapsedTime(began);
        }

        for (var slot = 0; slot < AtOnce; slot++)
            await slots.WaitAsync(CancellationToken.None);

        async Task One()
        {
            var status = 0;
            try
            {
                status = await send(CancellationToken.None);
            }
            catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
            {
                // Counted as no answer.
            }
            finally
            {
                Answers.AddOrUpdate(status, 1, static (_, count) => count + 1);
                slots.Release();
            }
        }
    }

    /// <summary>Writes into one conversation, always something new.</summary>
    public static Func<CancellationToken, Task<int>> Writing(HttpClient http, Visit visit)
    {
        var number = 0;
        return async stop =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/conversations/{visit.Id}/messages", UriKind.Relative))
            {
                Content = JsonContent.Create(new { messageId = $"flood-{Interlocked.Increment(ref number)}", text = "flood" }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", visit.Token);
            using var answer = await http.SendAsync(request, stop);
            return (int)answer.StatusCode;
        };
    }

    /// <summary>Starts conversations, and takes no notice of what is asked of it.</summary>
    public static Func<CancellationToken, Task<int>> Starting(HttpClient http, string agency, string queue) => async stop =>
    {
        using var answer = await http.PostAsJsonAsync(
            new Uri($"/api/v1/agencies/{agency}/conversations", UriKind.Relative),
            new { queue, messageId = System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true), text = "flood" },
            stop);
        return (int)answer.StatusCode;
    };
}
