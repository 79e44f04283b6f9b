using Muster.Queues;

namespace Muster.Tests.Queues;

/// <summary>Writes down what a line says.</summary>
internal sealed class LineHeard : ILineListener
{
    public List<string> Said { get; } = [];

    public void Came(string conversation, int? ahead, bool isBack) => Said.Add($"{conversation} {(isBack ? "back " : "")}after {ahead}");

    public void Served(string conversation) => Said.Add($"{conversation} served");

    public void Postponed(string conversation) => Said.Add($"{conversation} postponed");

    public void Left(string conversation) => Said.Add($"{conversation} left");
}
