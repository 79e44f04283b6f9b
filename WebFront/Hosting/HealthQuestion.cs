namespace Muster.WebFront.Hosting;

/// <summary>
/// <c>--health URL</c> in a program's place: asks a running process once and ends with 0 when it answers 200, else with 1. For container
/// images, which have neither a shell nor curl.
/// </summary>
public static class HealthQuestion
{
    public const string Option = "--health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="url">Such as <c>http://127.0.0.1:8080/health/ready</c>.</param>
    /// <param name="says">What was answered, or why nothing was.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> Ask(string url, TextWriter says)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(url);
            await says.WriteLineAsync($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or InvalidOperationException or UriFormatException or NotSupportedException)
        {
            await says.WriteLineAsync($"{url}: {failure.Message}");
            return 1;
        }
    }
}
