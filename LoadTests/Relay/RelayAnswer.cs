namespace Muster.LoadTests.Relay;

/// <summary>What is answered by HTTP.</summary>
/// <param name="Status">of HTTP</param>
/// <param name="Body">JSON, or empty</param>
/// <param name="Cookie">to be set; empty for none</param>
internal readonly record struct RelayAnswer(int Status, byte[] Body, string Cookie = "")
{
    public static RelayAnswer Empty(int status) => new(status, []);

    public static RelayAnswer Done { get; } = new(200, "{}"u8.ToArray());
}
