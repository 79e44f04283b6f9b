using System.Security.Cryptography;
using System.Text.Json;

namespace Muster.LoadTests.Scenarios.Flooding;

/// <summary>Somebody honest who starts a conversation as the citizen's page does: with a proof when asked for one, again when told to wait.</summary>
internal sealed class Visitor(HttpClient http, string agency, string queue, TimeProvider clock)
{
    /// <summary>Longer than anybody waits for a page.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(2);

    /// <param name="isHonest">Or one who takes no notice of what is asked.</param>
    /// <returns>the token; null where it was refused</returns>
    public async Task<Visit> Start(bool isHonest, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var secret = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var (solving, challenges) = (TimeSpan.Zero, 0);
        object? proof = null;
        while (true)
        {
            using var answer = await Send(new { queue, messageId = secret, text = "Is the bridge open?", proof }, stop);
            if (answer is null && isHonest && clock.GetElapsedTime(began) < LongestPatience)
                continue;
            if (answer is null)
                return new Visit(clock.GetElapsedTime(began), solving, challenges, null, null);

            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(stop));
            if (answer.IsSuccessStatusCode)
                return new Visit(clock.GetElapsedTime(began), solving, challenges, json.RootElement.GetProperty("id").GetString(), json.RootElement.GetProperty("token").GetString());
            if (!isHonest || clock.GetElapsedTime(began) > LongestPatience)
                return new Visit(clock.GetElapsedTime(began), solving, challenges, null, null);

            if (json.RootElement.TryGetProperty("challenge", out var challenge))
            {
                challenges++;
                var token = challenge.GetProperty("token").GetString()!;
                var asked = clock.GetTimestamp();
                var nonce = Proof.Of(token, challenge.GetProperty("difficulty").GetInt32());
                solving += clock.GetElapsedTime(asked);
                proof = new { challenge = token, nonce };
            }
            else
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), clock, stop);
            }
        }
    }

    /// <returns>null where there was no answer: the same is sent again</returns>
    private async Task<HttpResponseMessage?> Send(object start, CancellationToken stop)
    {
        try
        {
            return await http.PostAsJsonAsync(new Uri($"/api/v1/agencies/{agency}/conversations", UriKind.Relative), start, stop);
        }
        catch (Exception lost) when (lost is HttpRequestException || (lost is TaskCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }
}

/// <param name="Took">from the first request to the last answer</param>
/// <param name="Solving">of that, for proofs</param>
/// <param name="Challenges">how many</param>
/// <param name="Id">the conversation; null where none was begun</param>
/// <param name="Token">opens it</param>
internal sealed record Visit(TimeSpan Took, TimeSpan Solving, int Challenges, string? Id, string? Token);
